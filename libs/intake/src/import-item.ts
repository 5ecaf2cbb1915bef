import { sha256 } from '@outturn/kernel';
import type { RowKindName } from './import-file.js';
import type { RowCommand, RowKind } from './row-kinds.js';

export interface SourceRow {
  readonly file: string;
  /** The line on which the record starts; the header is line 1. */
  readonly line: number;
}

/** One row as a command that has passed validation; its texts are still in plain. */
export interface ImportItem {
  readonly kind: RowKindName;
  readonly command: RowCommand;
  readonly source: SourceRow;
  readonly occurred: string | null;
  /** SHA-256 of the row as its file has it, with the names of its columns, hex: the same row again has the same. */
  readonly digest: string;
  /** The column that a command's field came from, such as approved_by for approvedBy. */
  columnOf(field: string): string;
  /** The trimmed text of that cell; null where the file has no such column. */
  valueOf(field: string): string | null;
}

/** How one file's columns lie, kept once for all its rows. */
export interface RowLayout {
  readonly kind: RowKind;
  readonly indexes: ReadonlyMap<string, number>;
}

export class ImportRow implements ImportItem {
  constructor(
    readonly command: RowCommand,
    readonly source: SourceRow,
    private readonly cells: readonly string[],
    private readonly layout: RowLayout,
  ) {}

  get kind(): RowKindName {
    return this.layout.kind.kind;
  }

  get occurred(): string | null {
    return this.command.occurred ?? null;
  }

  get digest(): string {
    const { kind, indexes } = this.layout;
    const named = [...indexes].map(([column, index]) => `${column}\u001F${this.cells[index] ?? ''}`).sort();
    return sha256([kind.kind, this.occurred ?? '', ...named].join('\u001E'));
  }

  columnOf(field: string): string {
    // `published` is the text of the value's own cell.
    const named = field === 'published' ? 'value' : field;
    return this.layout.kind.columns.find((column) => column.field === named)?.name ?? field;
  }

  valueOf(field: string): string | null {
    const index = this.layout.indexes.get(this.columnOf(field));
    return index === undefined ? null : (this.cells[index] ?? '').trim();
  }
}
