import { CsvError, parse } from 'csv-parse/sync';
import { afterLineBreaks, lineBreaks } from './line-breaks.js';
import type { Fault } from './problems.js';

/** More than eleven times the DfE's largest release: a file beyond it is a slip or an attack, and would fill the memory. */
const MOST_RECORDS = 1_000_000;

/** Twenty for each record. A record's length in bytes does not count its empty cells, so they have a limit of their own. */
const MOST_COMMAS = 20_000_000;

/** A record has at most a dozen texts of 10,000 characters. */
const LONGEST_RECORD = 1024 * 1024;

export interface RecordVisitor {
  /** Each record that is not blank, the header first; `line` is where it starts. */
  record(cells: readonly string[], line: number): void;
  fault(fault: Fault, line: number): void;
}

class TooManyRecords extends Error {}

/**
 * Reads CSV (RFC 4180, any of the three line endings) record by record. A record with a quotation mark out of place is
 * reported and left out, and the reading goes on behind it.
 * @param utf8 valid UTF-8 without a byte order mark
 */
export function readTable(utf8: Buffer, visitor: RecordVisitor, mostRecords = MOST_RECORDS): void {
  if (commas(utf8) > MOST_COMMAS) {
    visitor.fault(
      { kind: 'TooManyCells', message: 'the file has more cells than a million rows can need: split it' },
      1,
    );
    return;
  }
  let offset = 0;
  let line = 1;
  let records = 0;
  const moveTo = (to: number): void => {
    line += lineBreaks(utf8, offset, to);
    offset = to;
  };
  try {
    parse(utf8, {
      relax_column_count: true,
      // csv-parse would stop at the first quotation mark out of place; `wellQuoted` finds it, and the rest is read.
      relax_quotes: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: LONGEST_RECORD,
      on_record: (cells: string[], { bytes }) => {
        moveTo(afterLineBreaks(utf8, offset));
        const startLine = line;
        const raw = utf8.subarray(offset, bytes);
        moveTo(bytes);
        if (cells.every(isBlank)) return null;
        records += 1;
        if (records > mostRecords) throw new TooManyRecords();
        if (cells.some(holdsQuote) && !wellQuoted(raw)) visitor.fault(quoteFault, startLine);
        else visitor.record(cells, startLine);
        return null;
      },
    });
  } catch (error) {
    moveTo(afterLineBreaks(utf8, offset));
    visitor.fault(endOfReading(error, mostRecords), line);
  }
}

function commas(utf8: Buffer): number {
  let count = 0;
  for (let at = 0; at < utf8.length; at += 1) if (utf8[at] === 0x2c) count += 1;
  return count;
}

const isBlank = (cell: string): boolean => cell === '' || cell.trim() === '';
const holdsQuote = (cell: string): boolean => cell.includes('"');

const quoteFault: Fault = {
  kind: 'QuotationMark',
  message:
    'a quotation mark is out of place: put the whole cell in quotation marks and write each one inside it twice, "like ""this"""',
};

function wellQuoted(raw: Buffer): boolean {
  try {
    parse(raw, { relax_column_count: true });
    return true;
  } catch (error) {
    if (error instanceof CsvError) return false;
    throw error;
  }
}

function endOfReading(error: unknown, mostRecords: number): Fault {
  if (error instanceof TooManyRecords) {
    return { kind: 'TooManyRows', message: `the file has more than ${mostRecords} rows: split it` };
  }
  if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return { kind: 'QuotationMark', message: 'a quotation mark in the record that starts here is never closed' };
  }
  if (error instanceof CsvError && error.code === 'CSV_MAX_RECORD_SIZE') {
    const message = 'the record that starts here is longer than 1 MiB: a quotation mark may not be closed';
    return { kind: 'RecordTooLong', message };
  }
  throw error;
}
