import type { Fault } from './problems.js';

/** What a cell that is not empty says: the value of its field, and of other fields beside it; or why it is refused. */
export type Cell =
  | {
      readonly given: true;
      readonly value: unknown;
      readonly beside?: { readonly [field: string]: string };
      /** How it was read, if it was written in a way of its own. */
      readonly readAs?: string;
      /** Whether a day in numbers could have been read in another order, or only in that of America. */
      readonly order?: 'either' | 'month-first';
    }
  | { readonly given: false; readonly fault: Fault };

/** Reads the text of one cell, which is trimmed and not empty. */
export type CellReader = (text: string) => Cell;

export const given = (value: unknown): Cell => ({ given: true, value });
export const refused = (kind: string, message: string): Cell => ({ given: false, fault: { kind, message } });

/** A text as it stands; a line break inside it is LF on every machine. */
export const textCell: CellReader = (text) => given(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

const word = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** One of a set of words, in any case; "In progress" is in_progress. Whether it is one of the set, the command says. */
export const wordCell: CellReader = (text) => given(word(text));

const parts = (text: string): string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Labels that are joined by semicolons. */
export const labelsCell: CellReader = (text) => given(parts(text));

/** Words that are joined by semicolons. */
export const wordsCell: CellReader = (text) => given(parts(text).map(word));

/** A number of days from 0 to 9,999. */
export const daysCell: CellReader = (text) =>
  /^\d{1,4}$/.test(text) ? given(Number(text)) : refused('NotANumberOfDays', 'write a whole number of days such as 45');

/** A SHA-256 in hex, as tools print it: in any case, with or without its name before it. */
export const digestCell: CellReader = (text) => given(text.toLowerCase().replace(/^sha-?256:/, ''));

/** A count from 0 to 99. */
export const wholeNumberCell: CellReader = (text) =>
  /^\d{1,2}$/.test(text) ? given(Number(text)) : refused('NotAWholeNumber', 'write a whole number such as 0 or 1');
