import type { Tone } from '../../documents/document.js';
import { painted } from './paint.js';
import { displayWidth, printable, truncated, wrapped } from './printable.js';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** The width down to which the column may be cut when the table is too wide; left out, it is never cut. */
  readonly least?: number;
}

/** A text, or one with an end that is never cut off (a breakdown behind a long title) or a colour. */
export type Cell = string | { readonly text: string; readonly end?: string; readonly paint?: Tone };

export interface TableRow {
  readonly cells: readonly Cell[];
  /** Sentences below the row, over the whole width. */
  readonly details?: readonly string[];
}

export interface Page {
  /** In columns. */
  readonly width: number;
  readonly colours: boolean;
}

const GAP = '  ';
/** Stands before every line of a row's details. */
export const DETAIL_INDENT = '  ';

interface PlainCell {
  readonly text: string;
  readonly end: string;
  readonly paint: Tone | null;
}

const plain = (cell: Cell): PlainCell =>
  typeof cell === 'string'
    ? { text: printable(cell), end: '', paint: null }
    : { text: printable(cell.text), end: printable(cell.end ?? ''), paint: cell.paint ?? null };

/** A table whose columns are as wide as a first page of rows needs; what comes later and is longer is cut. */
export class TextTable {
  private readonly widths: number[];

  constructor(
    private readonly columns: readonly Column[],
    firstRows: readonly TableRow[],
    private readonly page: Page,
  ) {
    const natural = columns.map(({ title }, index) =>
      firstRows.reduce((widest, { cells }) => {
        const { text, end } = plain(cells[index] ?? '');
        return Math.max(widest, displayWidth(text + end));
      }, displayWidth(title)),
    );
    this.widths = fitted(columns, natural, page.width - GAP.length * (columns.length - 1));
  }

  /** The column titles. */
  head(): string {
    const titles = this.line(this.columns.map(({ title }) => title.toUpperCase()));
    return this.page.colours ? painted(titles, 'strong') : titles;
  }

  /** A row and its details, each on lines of its own. */
  row({ cells, details = [] }: TableRow): string {
    const below = [...this.crowdedOut(cells), ...details];
    return [this.line(cells), ...below.flatMap((text) => wrapped(text, this.page.width, DETAIL_INDENT))].join('\n');
  }

  /** In full, the cells whose end would leave less than half of their column for what it is the end of. */
  private crowdedOut(cells: readonly Cell[]): string[] {
    return this.columns.flatMap(({ least }, index) => {
      const { text, end } = plain(cells[index] ?? '');
      return least !== undefined && isCrowded(text, end, this.widths[index] ?? 0) ? [text + end] : [];
    });
  }

  private line(cells: readonly Cell[]): string {
    return this.columns
      .map((column, index) => this.cell(plain(cells[index] ?? ''), column, this.widths[index] ?? 0))
      .join(GAP)
      .trimEnd();
  }

  private cell({ text, end, paint }: PlainCell, { align = 'left', least }: Column, width: number): string {
    // A column that may not be cut lets a late long text push its neighbours aside rather than lose a figure's digit.
    const shown =
      least === undefined
        ? text + end
        : isCrowded(text, end, width)
          ? truncated(text + end, width)
          : truncated(text, width - displayWidth(end)) + end;
    const space = ' '.repeat(Math.max(0, width - displayWidth(shown)));
    const coloured = paint !== null && this.page.colours ? painted(shown, paint) : shown;
    return align === 'right' ? space + coloured : coloured + space;
  }
}

const isCrowded = (text: string, end: string, width: number): boolean =>
  displayWidth(text + end) > width && displayWidth(end) * 2 > width;

/** Takes from the widest column that may be cut until all fit, or until none may be cut any more. */
function fitted(columns: readonly Column[], natural: readonly number[], room: number): number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  while (excess > 0) {
    let widest = -1;
    for (const [index, { least }] of columns.entries()) {
      if (least === undefined || widths[index]! <= least) continue;
      if (widest === -1 || widths[index]! > widths[widest]!) widest = index;
    }
    if (widest === -1) break;
    widths[widest]! -= 1;
    excess -= 1;
  }
  return widths;
}

/** A whole table: titles, a blank line between rows that have details, and a line end at the end. */
export function tableText(columns: readonly Column[], rows: readonly TableRow[], page: Page): string {
  const table = new TextTable(columns, rows, page);
  const isAiry = rows.some(({ details = [] }) => details.length > 0);
  return `${[table.head(), ...rows.map((row) => table.row(row))].join(isAiry ? '\n\n' : '\n')}\n`;
}
