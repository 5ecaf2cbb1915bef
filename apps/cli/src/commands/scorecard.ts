import type { Command } from 'commander';
import { basisLine, counted, dayInWords, latestSignal, pendingWords, seriesOfRow, tableText } from '@outturn/reporting';
import type { ListedIndicator, Scorecard, ScorecardRow } from '@outturn/wiring';
import { scorecardRow } from '../assessment-lines.js';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';
import { momentOf, withMoment, type MomentOptions } from '../moment-options.js';
import type { Session } from '../session.js';

type Options = MomentOptions & { readonly indicator?: readonly string[] };

/** `outturn scorecard` */
export function addScorecard(program: Command, line: CommandLine): void {
  withMoment(
    program
      .command('scorecard')
      .description('the latest figure of every indicator, with target, rating, comparators and direction')
      .argument('<ledger>', 'a ledger, such as walsall')
      .option('--indicator <id...>', 'only these indicators'),
  ).action((ledger: string, options: Options) => line.run((session) => show(session, ledger, options)));
}

async function show(session: Session, ledger: string, options: Options): Promise<void> {
  const { outturn, who, terminal, json } = session;
  const { indicator: indicators } = options;
  const answer = await outturn.ask(who, ledger, 'scorecard', {
    ...momentOf(options),
    ...(indicators === undefined ? {} : { indicators }),
  });
  for (const id of indicators ?? []) {
    if (!answer.rows.some(({ indicator }) => indicator === id))
      terminal.say(`outturn: there is no indicator "${id}" in this ledger at that moment`);
  }
  if (json) return terminal.writeJson(answer);
  const { name } = await outturn.ask(who, ledger, 'summary', {});
  await terminal.writeLines(
    `${name ?? ledger}: scorecard as at ${dayInWords(answer.asAt)}`,
    ...[ratingCounts(answer.rows), pendingWords(answer.rows)].filter((text) => text !== ''),
  );
  await terminal.write('\n');
  if (answer.rows.length > 0) {
    const list = await outturn.ask(who, ledger, 'indicators', { ...momentOf(options), asAt: answer.asAt });
    await terminal.write(`${scorecardTable(answer, list.rows, session)}\n`);
  }
  await terminal.writeLines(
    ...[basisLine(answer.rows), groundsLine(answer, answer.asAt)].filter((text) => text !== ''),
  );
}

function scorecardTable({ rows }: Scorecard, indicators: readonly ListedIndicator[], { terminal }: Session): string {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  return tableText(
    [{ title: 'Indicator', least: 24 }, { title: 'Figure', align: 'right' }, { title: 'Target' }, { title: 'Rating' }],
    rows.map((row) => {
      const series = seriesOfRow(byId.get(row.indicator)?.series, row);
      return scorecardRow(row, series === undefined ? null : latestSignal(series, row));
    }),
    terminal.page,
  );
}

function ratingCounts(rows: readonly ScorecardRow[]): string {
  if (rows.length === 0) return 'No indicator was known at that moment.';
  const figures = rows.filter(({ period }) => period !== null);
  const indicators = new Set(rows.map(({ indicator }) => indicator)).size;
  const rated = (rag: ScorecardRow['rag']): string =>
    `${figures.filter((row) => row.rag === rag).length} ${rag === 'not_rated' ? 'not rated' : rag}`;
  const [without, old] = [rows.length - figures.length, figures.filter(({ stale }) => stale !== null).length];
  const rest = `${without === 0 ? '' : `; ${without} without a figure`}${old === 0 ? '' : `; ${old} of them old`}`;
  return `${counted(indicators, 'indicator')} with ${counted(figures.length, 'figure')}: ${rated('green')}, ${rated('amber')}, ${rated('red')}, ${rated('not_rated')}${rest}.`;
}
