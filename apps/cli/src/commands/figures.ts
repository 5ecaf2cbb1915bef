import type { Command } from 'commander';
import { counted, csvLine, qualifierWords, symbolWords, type TableRow, TextTable } from '@outturn/reporting';
import { figureColumns, type CurrentFigure } from '@outturn/wiring';
import type { CommandLine } from '../command-line.js';
import { UsageError } from '../failure.js';
import { groundsLine } from '../grounds.js';
import { writeJsonListing } from '../json-listing.js';
import { momentOf, withMoment, type MomentOptions } from '../moment-options.js';
import type { Session } from '../session.js';

type Options = MomentOptions & { readonly indicator?: string; readonly area?: string; readonly csv?: boolean };

/** `outturn figures` */
export function addFigures(program: Command, line: CommandLine): void {
  withMoment(
    program
      .command('figures')
      .description('every figure that was current at a moment, one a row')
      .argument('<ledger>', 'a ledger, such as england')
      .option('--indicator <id>', 'only this indicator')
      .option('--area <area>', 'only this area, by its name or its code')
      .option('--csv', 'as CSV (RFC 4180); with an apostrophe before any text that a spreadsheet would run'),
  ).action((ledger: string, options: Options) => line.run((session) => show(session, ledger, options)));
}

async function show(session: Session, ledger: string, options: Options): Promise<void> {
  const { outturn, who, terminal, json } = session;
  const { indicator, area, csv = false } = options;
  if (csv && json) throw new UsageError('--csv and --json are two ways to write the same: choose one');
  const { grounds, pages } = await outturn.ask(who, ledger, 'figures', {
    ...momentOf(options),
    ...(indicator === undefined ? {} : { indicator }),
    ...(area === undefined ? {} : { area }),
  });
  const interruptible = checked(session, pages);
  if (json) return writeJsonListing(terminal, grounds, interruptible);
  if (csv) return writeCsv(session, interruptible);
  const count = await writeTable(session, interruptible);
  await terminal.writeLines(`${counted(count, 'figure')} · ${groundsLine(grounds)}`);
}

function* checked({ interruption, terminal }: Session, pages: Iterable<CurrentFigure[]>): Iterable<CurrentFigure[]> {
  for (const page of pages) {
    interruption.check();
    if (terminal.isClosed) return;
    yield page;
  }
}

async function writeCsv({ terminal }: Session, pages: Iterable<CurrentFigure[]>): Promise<void> {
  await terminal.write(csvLine(figureColumns));
  for (const rows of pages) {
    await terminal.write(rows.map((row) => csvLine(figureColumns.map((column) => row[column]))).join(''));
  }
}

const columns = [
  { title: 'Indicator', least: 16 },
  { title: 'Breakdown', least: 9 },
  { title: 'Area', least: 10 },
  { title: 'Period', least: 10 },
  { title: 'Value', align: 'right' },
  { title: 'Published', align: 'right', least: 9 },
  { title: 'Counts', align: 'right' },
  { title: 'Status', least: 8 },
  { title: 'Event', align: 'right' },
] as const;

async function writeTable({ terminal }: Session, pages: Iterable<CurrentFigure[]>): Promise<number> {
  let table: TextTable | null = null;
  let count = 0;
  for (const figures of pages) {
    const rows = figures.map(figureRow);
    count += rows.length;
    if (table === null && rows.length > 0) {
      table = new TextTable(columns, rows, terminal.page);
      await terminal.write(`${table.head()}\n`);
    }
    const laidOut = table;
    if (laidOut !== null) await terminal.write(rows.map((row) => `${laidOut.row(row)}\n`).join(''));
  }
  if (count > 0) await terminal.write('\n');
  return count;
}

/** The value with its qualifier, or in words why there is none. */
const valueText = ({ value, symbol, qualifier }: CurrentFigure): string => {
  if (value === null) return symbol === null ? '' : symbolWords(symbol);
  return qualifier === null ? value : `${qualifierWords[qualifier]} ${value}`;
};

const figureRow = (figure: CurrentFigure): TableRow => ({
  cells: [
    figure.indicator,
    figure.breakdown,
    figure.area,
    figure.period ?? figure.source_period ?? '',
    valueText(figure),
    figure.published ?? '',
    figure.numerator === null ? '' : `${figure.numerator} of ${figure.denominator ?? '?'}`,
    figure.status ?? figure.release ?? '',
    String(figure.position),
  ],
});
