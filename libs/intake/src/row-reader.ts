import { isInstant, readDay } from '@outturn/kernel';
import { commandFaults } from './command-faults.js';
import type { ReadOptions } from './import-file.js';
import { ImportRow, RowLayout, type ImportItem } from './import-item.js';
import type { CellReading, Fault, Report } from './problems.js';
import { DayOrders } from './day-orders.js';
import type { RowKind } from './row-kinds.js';

/** Reads the records of one file: each becomes an item, or is reported cell by cell. */
export class RowReader {
  private readonly layout: RowLayout;
  private readonly required: ReadonlySet<string>;
  private readonly defaults: Readonly<Record<string, string>>;
  private readonly orders = new DayOrders();

  constructor(
    private readonly kind: RowKind,
    names: readonly string[],
    private readonly file: string,
    options: ReadOptions,
    private readonly report: Report,
    private readonly note: (reading: Omit<CellReading, 'file' | 'cells'>) => void,
  ) {
    this.defaults = defaultsOf(kind, options);
    this.layout = new RowLayout(kind, names, this.defaults);
    this.required = new Set(kind.header.required);
  }

  digestOf(cells: readonly string[]): string {
    return this.layout.digestOf(cells);
  }

  /** The day or the instant that a row says of itself; null if it says none that could be read. */
  occurredOf(cells: readonly string[]): string | null {
    const written = (cells[this.layout.indexes.get('occurred') ?? -1] ?? '').trim();
    if (isInstant(written)) return written;
    const day = readDay(written);
    return day.read ? day.iso : (this.defaults['occurred'] ?? null);
  }

  /** @param digest of these cells */
  read(cells: readonly string[], line: number, digest: string): ImportItem | null {
    const faulty = new Set<string>();
    const fault = (column: string, what: Fault, value: string): void => {
      faulty.add(column);
      this.report(what, { line, column, value });
    };
    const text = (column: string): string => {
      const index = this.layout.indexes.get(column);
      return index === undefined ? '' : (cells[index] ?? '').trim();
    };

    const fields = this.fields(text, fault, line);
    const broken = this.kind.check?.(text) ?? null;
    if (broken !== null && !faulty.has(broken.column)) fault(broken.column, broken.fault, text(broken.column));

    const command = Object.assign(this.kind.create(), fields);
    const item = new ImportRow(command, { file: this.file, line }, digest, cells, this.layout);
    for (const { field, message } of commandFaults(command)) {
      const column = item.columnOf(field);
      if (faulty.has(column)) continue;
      fault(column, { kind: 'CellInvalid', message: inColumn(message, field, column) }, text(column));
    }
    return faulty.size === 0 ? item : null;
  }

  /** What only the file as a whole shows: days in numbers that two orders were used for. */
  end(): void {
    for (const { fault, place } of this.orders.faults()) this.report(fault, place);
  }

  private fields(
    text: (column: string) => string,
    fault: (column: string, what: Fault, value: string) => void,
    line: number,
  ): Record<string, unknown> {
    const fields: Record<string, unknown> = { ...this.defaults };
    for (const { name, field, read } of this.kind.columns) {
      const written = text(name);
      if (written === '') {
        if (this.required.has(name))
          fault(name, { kind: 'CellMissing', message: `${name} must not be empty` }, written);
        else if (this.layout.indexes.has(name) && clears(field)) fields[field] ??= null;
        continue;
      }
      const cell = read(written);
      if (!cell.given) {
        fault(name, cell.fault, written);
        continue;
      }
      if (cell.order !== undefined) this.orders.add(cell.order, { line, column: name, value: written });
      if (cell.readAs !== undefined) this.note({ line, column: name, value: written, message: cell.readAs });
      if ((fields[field] ?? null) !== null && !this.isDefault(field) && fields[field] !== cell.value) {
        fault(
          name,
          { kind: 'CellsDisagree', message: `${name} says otherwise than another cell of the row: keep one` },
          written,
        );
      }
      if (cell.value !== undefined) fields[field] = cell.value;
      Object.assign(fields, cell.beside);
    }
    return fields;
  }

  private isDefault = (field: string): boolean => field === 'occurred' || field === 'release';
}

/**
 * Whether an empty cell takes away what stands. It doesn't if it says what the row is about (the whole, if no
 * breakdown is named), when it happened, or why.
 */
const clears = (field: string): boolean => !ABOUT_THE_ROW.has(field);
const ABOUT_THE_ROW: ReadonlySet<string> = new Set([
  'breakdown',
  'period',
  'from',
  'to',
  'occurred',
  'release',
  'reason',
]);

const defaultsOf = ({ kind }: RowKind, { occurred, release }: ReadOptions): Record<string, string> => ({
  ...(occurred === undefined ? {} : { occurred }),
  ...(release === undefined || kind !== 'benchmarks' ? {} : { release }),
});

// The message begins with the command's field; who reads a file knows the column.
const inColumn = (message: string, field: string, column: string): string =>
  message.startsWith(`${field} `) ? `${column}${message.slice(field.length)}` : message;
