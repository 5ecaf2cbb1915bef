import { entityParts } from '@outturn/kernel';
import { areaName, breakdownWords, capitalised } from './name-words.js';
import { periodInSentence } from './period-words.js';

/** What an event is about: "Return of cl-eet, age 16-18, quarter 3 (October to December 2011)". */
export function entityInWords(entity: string): string {
  const [kind = '', ...parts] = entityParts(entity);
  if (parts.length === 0) return kind === 'ledger' ? 'The ledger itself' : capitalised(kind);
  const [subject = '', ...rest] = parts;
  const withArea = kind === 'benchmark' ? rest.map((part, index) => (index === 1 ? areaName(part) : part)) : rest;
  const words = withArea.map((part) => spanInWords(part === 'all' || part.includes('=') ? breakdownWords(part) : part));
  const of = kind === 'return' || kind === 'target' || kind === 'benchmark' ? ' of ' : ' ';
  return `${capitalised(kind)}${of}${[subject, ...words].filter((part) => part !== '').join(', ')}`;
}

/** A period, or the two dates of a target that holds from one to another. */
const spanInWords = (part: string): string =>
  part
    .split('..')
    .map((each) => (/^\d{4}-\d{2}-\d{2}$/.test(each) ? periodInSentence(`@${each}`) : periodInSentence(each)))
    .join(' to ');
