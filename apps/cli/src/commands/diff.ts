import type { Command } from 'commander';
import { eventCatalogue } from '@outturn/domain';
import { changeSentences, counted, knownDay, printable, rowName, wrapped } from '@outturn/reporting';
import type { Difference } from '@outturn/wiring';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';
import type { Session } from '../session.js';

interface Options {
  readonly from: string;
  readonly to?: string;
}

/** `outturn diff` */
export function addDiff(program: Command, line: CommandLine): void {
  program
    .command('diff')
    .description('what changed between two moments, figure by figure, with the events that did it')
    .argument('<ledger>', 'a ledger, such as walsall')
    .requiredOption('--from <date|position>', 'the one moment')
    .option('--to <date|position>', 'the other (default: now)')
    .action((ledger: string, options: Options) => line.run((session) => show(session, ledger, options)));
}

async function show(session: Session, ledger: string, { from, to }: Options): Promise<void> {
  const { outturn, who, terminal, json, interruption } = session;
  const end = to ?? String((await outturn.ask(who, ledger, 'summary', {})).position);
  const answer = await outturn.ask(who, ledger, 'diff', { from, to: end });
  if (json) return terminal.writeJson(answer);
  await terminal.writeLines(
    `From position ${answer.from} to ${answer.to}: ${counted(answer.rows.length, 'change')}.`,
    '',
  );
  for (const row of answer.rows) {
    interruption.check();
    if (terminal.isClosed) return;
    const sentences = changeSentences(row);
    for (const event of row.events) sentences.push(eventSentence(event, await reasonOf(session, ledger, event)));
    const lines = sentences.flatMap((sentence) => wrapped(sentence, terminal.page.width, '  '));
    await terminal.write(`${[terminal.paint(printable(rowName(row)), 'strong'), ...lines].join('\n')}\n\n`);
  }
  await terminal.writeLines(groundsLine(answer));
}

type ChangingEvent = Difference['rows'][number]['events'][number];

function eventSentence({ position, type, actor, knownFrom }: ChangingEvent, reason: string | null): string {
  const why = reason === null ? '' : `, because: ${reason}`;
  return `event ${position}: ${type} by ${actor}, known from ${knownDay(knownFrom)}${why}`;
}

/** Why an event took something back or changed it; the difference itself holds no texts. */
async function reasonOf({ outturn, who }: Session, ledger: string, event: ChangingEvent): Promise<string | null> {
  if (!givesReason(event.type)) return null;
  const { rows } = await outturn.ask(who, ledger, 'history', { from: event.position, to: event.position });
  return rows[0]?.texts['reason'] ?? null;
}

const withReason = new Set(
  eventCatalogue.flatMap(({ type, texts }) => (texts.includes('reason') ? [type as string] : [])),
);

// A publisher's table withdraws thousands of cells, and never says why.
const givesReason = (type: string): boolean => withReason.has(type) && type !== 'BenchmarkWithdrawn';
