import { type Block, type Cell, type Document, groundsWords, type Phrase, textOf } from '../documents/document.js';
import { csvLine } from './csv-line.js';

/**
 * A document as one CSV text (RFC 4180): title and headings on records of their own, a table with a record for its titles
 * and one for each row. What a cell says besides its lead follows in the same field, a line each, so that a table has as
 * many columns as on paper, and one more for the events that a row rests on.
 */
export const csvOf = ({ title, sections, grounds }: Document): string =>
  [
    [title],
    ...sections.flatMap(({ heading, blocks }) => [
      ...(heading === null ? [] : [[heading]]),
      ...blocks.flatMap(records),
    ]),
    ...grounds.map((sentence) => [sentence]),
  ]
    .map(csvLine)
    .join('');

function records(block: Block): string[][] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [[block.text]];
    case 'list':
      return block.items.map((item) => [textOf(item)]);
    case 'entries':
      return block.entries.map(({ head, said, by }) => [textOf(head), said.join('\n'), by.join('\n')]);
    case 'facts':
      return block.facts.map(([name, said]) => [name, textOf(said)]);
    case 'figure':
      return [
        [block.title],
        [block.words],
        ...(block.remark === null ? [] : [[block.remark]]),
        ...block.notes.map(({ number, text }) => [String(number), text]),
      ];
    case 'table':
      return [
        ...(block.caption === null ? [] : [[block.caption]]),
        block.columns.map(({ title }) => title),
        ...block.rows.map(({ cells, notes = [], grounds }) => [
          ...cells.map(cellText),
          ...[[...notes, ...groundsWords(grounds)].join('\n')].filter((text) => text !== ''),
        ]),
      ];
  }
}

const lines = (phrases: readonly Phrase[]): string =>
  phrases
    .map(textOf)
    .filter((text) => text !== '')
    .join('\n');

const cellText = ({ lead, more = [] }: Cell): string => lines([lead, ...more]);
