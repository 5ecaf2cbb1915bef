import { entityParts } from '@outturn/kernel';
import { breakdownWords, periodAsTitle } from '@outturn/reporting';

/** What an event or a row of a file is about: "cl-eet, age 16-18, Quarter 1 (…)". @param title the indicator's, instead of its id */
export function subjectInWords(entity: string, title?: string): string {
  const [kind = '', ...parts] = entityParts(entity);
  const [id = '', breakdown = 'all', period = ''] = parts;
  if (kind !== 'return') return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${parts.join(', ')}`;
  return [title ?? id, breakdownWords(breakdown), periodAsTitle(period)].filter((part) => part !== '').join(', ');
}
