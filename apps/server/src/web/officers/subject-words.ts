import { entityParts } from '@outturn/kernel';
import { breakdownWords, capitalised, periodAsTitle } from '@outturn/reporting';

/** What an event or a row of a file is about: "cl-eet, age 16-18, Quarter 1 (…)". @param title the indicator's, instead of its id */
export function subjectInWords(entity: string, title?: string): string {
  const [kind = '', ...parts] = entityParts(entity);
  const [id = '', breakdown = 'all', period = ''] = parts;
  if (kind !== 'return') return `${capitalised(kind)} ${parts.join(', ')}`;
  return [title ?? id, breakdownWords(breakdown), periodAsTitle(period)].filter((part) => part !== '').join(', ');
}
