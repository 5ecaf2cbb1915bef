import type { TargetValue } from '@outturn/domain';
import { spaced } from './name-words.js';

/** Members that the entity's id says already, or that are no news by themselves. */
const SILENT: ReadonlySet<string> = new Set([
  'indicator',
  'breakdown',
  'period',
  'ref',
  'id',
  'definition',
  'span',
  'area',
]);

/** What an event holds, with its texts as words: by member of its data, null where a text is not known. */
export interface WordedEvent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>>;
}

/** What an event says beyond its type and entity: its figures in one sentence, then each of its texts. */
export function eventSentences({ data, texts }: WordedEvent): string[] {
  const facts = Object.entries(data)
    .filter(([member]) => !(member in texts) && !SILENT.has(member))
    .flatMap(([member, value]) => {
      const said = memberInWords(member, value);
      return said === '' ? [] : [`${spaced(member)} ${said}`];
    });
  const words = Object.entries(texts)
    .filter(([, text]) => text !== null)
    .map(([member, text]) => `${spaced(member)}: ${text}`);
  return [...(facts.length === 0 ? [] : [facts.join(' · ')]), ...words];
}

/** A member of an event or a row as a reader needs it; empty where there is nothing to say. */
export const memberInWords = (member: string, value: unknown): string =>
  member === 'target' && value !== null && typeof value === 'object'
    ? targetStated(value as TargetValue)
    : valueInWords(value);

function targetStated(target: TargetValue): string {
  switch (target.kind) {
    case 'point':
      return target.value;
    case 'milestone':
      return `milestone ${target.value}`;
    case 'range':
      return `range from ${target.lower ?? 'an unknown bound'} to ${target.upper ?? 'an unknown bound'}`;
    case 'relative':
      return target.rules
        .map((rule) => valueInWords(Object.values(rule)).replaceAll(', ', ' '))
        .map(spaced)
        .join(' and ');
  }
}

function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map(valueInWords).join(', ');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([member, inner]) => [member, valueInWords(inner)] as const)
      .filter(([, said]) => said !== '')
      .map(([member, said]) => `${spaced(member)} ${said}`)
      .join(' ');
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
