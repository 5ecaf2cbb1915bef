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
  /** SHA-256 (hex) of the row as its file has it: the same row again has the same. */
  readonly digest: string;
  /** The digests of the other rows that it was merged from. */
  readonly alike?: readonly string[];
  /** The column that a command's field came from, such as approved_by for approvedBy. */
  columnOf(field: string): string;
  /** The trimmed text of that cell; null where the file has no such column. */
  valueOf(field: string): string | null;
}

/** How one file's columns lie, kept once for all its rows. */
export class RowLayout {
  readonly indexes: ReadonlyMap<string, number>;
  private readonly named: readonly (readonly [name: string, index: number])[];
  private readonly stated: string;

  /** @param defaults what the call says of every row that doesn't say it itself */
  constructor(
    readonly kind: RowKind,
    names: readonly string[],
    defaults: Readonly<Record<string, string>>,
  ) {
    const indexes = new Map<string, number>();
    for (const [index, name] of names.entries()) if (!indexes.has(name)) indexes.set(name, index);
    this.indexes = indexes;
    this.named = [...indexes].sort(([one], [other]) => (one < other ? -1 : 1));
    this.stated = [kind.kind, ...Object.entries(defaults).flat()].join('\u001F');
  }

  /** SHA-256 of a row as its file has it, with the names of its columns and what the call says beside it, hex. */
  digestOf(cells: readonly string[]): string {
    let row = this.stated;
    for (const [name, index] of this.named) row += `\u001E${name}\u001F${cells[index] ?? ''}`;
    return sha256(row);
  }
}

export class ImportRow implements ImportItem {
  constructor(
    readonly command: RowCommand,
    readonly source: SourceRow,
    readonly digest: string,
    private readonly cells: readonly string[],
    private readonly layout: RowLayout,
  ) {}

  get kind(): RowKindName {
    return this.layout.kind.kind;
  }

  get occurred(): string | null {
    return this.command.occurred ?? null;
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
