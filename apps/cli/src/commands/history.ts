import type { Command } from 'commander';
import { eventSentences, knownDay, type TableRow, TextTable } from '@outturn/reporting';
import type { Grounds, HistoryRow } from '@outturn/wiring';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';
import { writeJsonListing } from '../json-listing.js';
import { positionArgument } from '../position-argument.js';
import type { Session } from '../session.js';

interface Options {
  readonly entity?: string;
  readonly from?: number;
  readonly to?: number;
}

/** How many events are held at a time. */
const PAGE = 500;

/** `outturn history` */
export function addHistory(program: Command, line: CommandLine): void {
  program
    .command('history')
    .description('the events, oldest first: what happened, when it was known, who said so and why')
    .argument('<ledger>', 'a ledger, such as walsall')
    .option('--entity <id>', 'only this entity, such as return/cl-eet/age=16-18/2011-12Q3')
    .option('--from <position>', 'from this position on', positionArgument)
    .option('--to <position>', 'up to this position', positionArgument)
    .action((ledger: string, options: Options) => line.run((session) => show(session, ledger, options)));
}

async function show(session: Session, ledger: string, options: Options): Promise<void> {
  const { terminal, json } = session;
  const pages = eventPages(session, ledger, options);
  const first = await pages.next();
  if (first.done === true) return;
  const { grounds } = first.value;
  if (json) return writeJsonListing(terminal, grounds, rest(first.value.rows, pages));
  let table: TextTable | null = null;
  for await (const events of rest(first.value.rows, pages)) {
    const rows = events.map(eventRow);
    if (table === null && rows.length > 0) {
      table = new TextTable(columns, rows, terminal.page);
      await terminal.write(`${table.head()}\n`);
    }
    const laidOut = table;
    if (laidOut !== null) await terminal.write(rows.map((row) => `${laidOut.row(row)}\n`).join(''));
  }
  await terminal.writeLines(...(table === null ? ['No event is there.'] : ['']), groundsLine(grounds));
}

/** The events in pages up to the head of the first one: what is written meanwhile is left for the next time. */
async function* eventPages(
  { outturn, who, interruption, terminal }: Session,
  ledger: string,
  { entity, from = 1, to }: Options,
): AsyncGenerator<{ readonly grounds: Grounds; readonly rows: readonly HistoryRow[] }, void> {
  let next = from;
  let last = to;
  for (;;) {
    interruption.check();
    const { rows, ...grounds } = await outturn.ask(who, ledger, 'history', {
      ...(entity === undefined ? {} : { entity }),
      ...(last === undefined ? {} : { to: last }),
      from: next,
      limit: PAGE,
    });
    last ??= grounds.position;
    yield { grounds, rows };
    const position = rows.at(-1)?.position;
    if (position === undefined || rows.length < PAGE || terminal.isClosed) return;
    next = position + 1;
  }
}

async function* rest(
  first: readonly HistoryRow[],
  pages: AsyncIterable<{ readonly rows: readonly HistoryRow[] }>,
): AsyncGenerator<readonly HistoryRow[], void> {
  yield first;
  for await (const { rows } of pages) yield rows;
}

const columns = [
  { title: 'Position', align: 'right' },
  { title: 'Known' },
  { title: 'Recorded' },
  { title: 'Who', least: 8 },
  { title: 'What', least: 16 },
  { title: 'Entity', least: 20 },
] as const;

function eventRow(event: HistoryRow): TableRow {
  const { position, knownFrom, recordedAt, actor, type, entity } = event;
  return {
    // To the minute, in UTC as it lies in the ledger; the day is London's, as every question means it.
    cells: [String(position), knownDay(knownFrom), minute(recordedAt), actor, type, entity],
    details: [...(event.undated ? ['no date stated'] : []), ...eventSentences(event)],
  };
}

const minute = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)}Z`;
