import {
  type Block,
  type Cell,
  type Column,
  type Document,
  groundsWords,
  type Phrase,
  type Row,
  type Table,
  textOf,
} from '../documents/document.js';
import { painted } from './text/paint.js';
import { displayWidth, wrapped } from './text/printable.js';
import { type Cell as TextCell, DETAIL_INDENT, type Page, tableText, type TableRow } from './text/text-table.js';

/** How far a row's first column may be cut to make room for the others, in columns of the terminal. */
const LEAST = 24;

/** What parts the facts on one line. */
const BETWEEN = ' · ';

/** A document for a terminal or a plain text file, broken at the page's width, with a line end at the end. */
export function textOfDocument({ title, sections, grounds }: Document, page: Page): string {
  const parts = [
    heading(title, page),
    ...sections.flatMap(({ heading: of, blocks }) => [
      ...(of === null ? [] : [heading(of, page)]),
      ...blocks.map((block) => blockText(block, page)),
    ]),
    ...(grounds.length === 0 ? [] : [grounds.map((sentence) => lines(sentence, page)).join('\n')]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function heading(text: string, { width, colours }: Page): string {
  const broken = wrapped(text, width);
  return (colours ? broken.map((line) => painted(line, 'strong')) : broken).join('\n');
}

const lines = (text: string, page: Page, indent = ''): string => wrapped(text, page.width, indent).join('\n');

function blockText(block: Block, page: Page): string {
  switch (block.kind) {
    case 'paragraph':
      return lines(block.text, page);
    case 'heading':
      return heading(block.text, page);
    case 'list':
      return block.items.map((item) => lines(`- ${textOf(item)}`, page)).join('\n');
    case 'entries':
      return block.entries
        .map(({ head, said, by }) =>
          [lines(textOf(head), page), ...[...said, ...by].map((sentence) => lines(sentence, page, DETAIL_INDENT))].join(
            '\n',
          ),
        )
        .join('\n\n');
    case 'facts':
      return block.facts.map(([name, said]) => lines(`${name}: ${textOf(said)}`, page)).join('\n');
    case 'figure':
      return [
        block.title,
        block.words,
        ...(block.remark === null ? [] : [block.remark]),
        ...block.notes.map(({ number, text }) => `Note ${number}: ${text}`),
      ]
        .map((text) => lines(text, page))
        .join('\n');
    case 'table':
      return tableBlock(block, page);
  }
}

function tableBlock({ caption, columns, rows }: Table, page: Page): string {
  const isBeside = columns.map(({ whenNarrow }) => whenNarrow !== 'below');
  const beside = columns.filter((_, index) => isBeside[index]);
  const titles = beside.map(({ title, holds }, index) => ({
    title,
    ...(holds === 'figures' ? { align: 'right' as const } : {}),
    ...(index === 0 ? { least: LEAST } : {}),
  }));
  const body = rows.map((row) => textRow(row, columns, isBeside, page));
  const table = tableText(titles, body, page).trimEnd();
  return caption === null ? table : `${lines(caption, page)}\n\n${table}`;
}

function textRow(
  { cells, grounds }: Row,
  columns: readonly Column[],
  isBeside: readonly boolean[],
  { width }: Page,
): TableRow {
  const below = cells.flatMap((cell, index) => {
    if (!isBeside[index])
      return packed([`${columns[index]?.title ?? ''}: ${textOf(cell.lead)}`, ...saidMore(cell)], width);
    return packed(saidMore(cell), width);
  });
  return {
    cells: cells.filter((_, index) => isBeside[index]).map(({ lead }) => textCell(lead)),
    details: [...below, ...groundsWords(grounds)],
  };
}

/** As many facts on a line as there is room for below a row; one that is longer than a line has its own. */
function packed(facts: readonly string[], width: number): string[] {
  const packedLines: string[] = [];
  for (const fact of facts) {
    const line = packedLines.at(-1);
    if (line !== undefined && displayWidth(`${DETAIL_INDENT}${line}${BETWEEN}${fact}`) <= width)
      packedLines.splice(-1, 1, `${line}${BETWEEN}${fact}`);
    else packedLines.push(fact);
  }
  return packedLines;
}

const saidMore = ({ more = [] }: Cell): string[] => more.map(textOf);

const textCell = (phrase: Phrase): TextCell =>
  typeof phrase === 'string'
    ? phrase
    : {
        text: phrase.text,
        ...(phrase.end === undefined ? {} : { end: phrase.end }),
        ...(phrase.tone === undefined ? {} : { paint: phrase.tone }),
      };
