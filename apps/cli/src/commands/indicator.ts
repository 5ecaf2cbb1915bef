import type { Command } from 'commander';
import {
  areaName,
  assessmentFacts,
  assessmentSentences,
  basisLine,
  breakdownWords,
  counted,
  differenceInUnit,
  inUnit,
  pendingWords,
  periodAsTitle,
  type SeriesSignal,
  shownRow,
  signalsOf,
  spaced,
  symbolWords,
  whyNoLimits,
  wrapped,
  type TableRow,
  tableText,
  type TextPage,
} from '@outturn/reporting';
import type { IndicatorSeries, ScorecardRow } from '@outturn/wiring';
import { assessmentCells, factsLine } from '../assessment-lines.js';
import type { CommandLine } from '../command-line.js';
import { groundsLine } from '../grounds.js';
import { momentOf, withMoment, type MomentOptions } from '../moment-options.js';
import type { Session } from '../session.js';

type Options = MomentOptions & { readonly breakdown?: string };

/** A publisher's table may hold an indicator for every area and year: more than this is for `figures`. */
const COMPARATORS_SHOWN = 40;

/** `outturn indicator` */
export function addIndicator(program: Command, line: CommandLine): void {
  withMoment(
    program
      .command('indicator')
      .description('the whole series of an indicator, each period assessed')
      .argument('<ledger>', 'a ledger, such as walsall')
      .argument('<indicator>', "an indicator's id, such as cl-eet")
      .option('--breakdown <key=value>', 'only this breakdown, such as age=16-18'),
  ).action((ledger: string, indicator: string, options: Options) =>
    line.run((session) => show(session, ledger, indicator, options)),
  );
}

async function show(session: Session, ledger: string, indicator: string, options: Options): Promise<void> {
  const { outturn, who, terminal, json } = session;
  const { breakdown } = options;
  const answer = await outturn.ask(who, ledger, 'indicator', {
    ...momentOf(options),
    indicator,
    ...(breakdown === undefined ? {} : { breakdown }),
  });
  if (json) return terminal.writeJson(answer);
  await terminal.writeLines(...definitionLines(answer));
  await terminal.write('\n');
  for (const series of seriesOf(answer.rows)) await terminal.write(`${seriesText(series, terminal.page)}\n`);
  const pending = pendingWords(answer.pending.map((each) => ({ pending: each })));
  if (pending !== '') await terminal.writeLines(pending, '');
  else if (answer.rows.length === 0) await terminal.writeLines('No figure was known at that moment.', '');
  await terminal.write(comparatorsText(answer, terminal.page));
  await terminal.writeLines(
    ...[basisLine(answer.rows), groundsLine(answer, answer.asAt)].filter((text) => text !== ''),
  );
}

function definitionLines({ definition, earlierDefinitions }: IndicatorSeries): string[] {
  const { id, title, polarity, frequencies, numerator, denominator, tolerance, unit } = definition;
  const direction = polarity === 'neutral' ? 'neither way is better' : `${polarity} is better`;
  return [
    `${title} (${id})${definition.retired ? ' · RETIRED' : ''}`,
    `In ${spaced(unit)}, ${direction}; reported by ${frequencies.map(spaced).join(', ')}${tolerance === null ? '' : `; amber within ${differenceInUnit(tolerance, unit)}`}.`,
    ...(numerator === null ? [] : [`${numerator}${denominator === null ? '' : `, out of: ${denominator}`}.`]),
    ...[definition.definition, definition.source].filter((text) => text !== null),
    ...(earlierDefinitions.length === 0
      ? []
      : [
          `This is version ${definition.version} of its definition; earlier figures keep the one that they were made under.`,
        ]),
  ];
}

/** Periods of one breakdown and one kind form a series. */
function seriesOf(rows: readonly ScorecardRow[]): ScorecardRow[][] {
  const series = new Map<string, ScorecardRow[]>();
  for (const row of rows) {
    const key = `${row.breakdown}\n${row.periodKind}`;
    series.set(key, [...(series.get(key) ?? []), row]);
  }
  return [...series.values()];
}

function seriesText(rows: readonly ScorecardRow[], page: TextPage): string {
  const [first] = rows;
  const name = [breakdownWords(first?.breakdown ?? 'all'), `by ${spaced(first?.periodKind ?? '')}`]
    .filter(Boolean)
    .join(', ');
  const signals = signalsOfRows(rows);
  const table = tableText(
    [{ title: name, least: 20 }, { title: 'Figure', align: 'right' }, { title: 'Target' }, { title: 'Rating' }],
    rows.map((row) => periodRow(row, signals.get(row.period ?? '') ?? null)),
    page,
  );
  const why = whyNoLimits(rows.map(shownRow));
  return why === null ? table : `${table}${wrapped(why, page.width).join('\n')}\n`;
}

/** What chance does not explain in a series, by period. */
function signalsOfRows(rows: readonly ScorecardRow[]): ReadonlyMap<string, SeriesSignal> {
  const [first] = rows;
  if (first === undefined || first.periodKind === null) return new Map();
  const figures = rows.flatMap(({ period, value, qualifier }) =>
    period === null ? [] : [{ period, value, qualifier }],
  );
  return signalsOf({ kind: first.periodKind, figures }, first);
}

function periodRow(row: ScorecardRow, signal: SeriesSignal | null): TableRow {
  const facts = [...(row.status === 'provisional' ? ['PROVISIONAL'] : []), ...assessmentFacts(row)];
  return {
    cells: [row.period === null ? '' : periodAsTitle(row.period), ...assessmentCells(row)],
    details: [factsLine(facts), ...assessmentSentences(row, signal)],
  };
}

function comparatorsText({ benchmarks, definition }: IndicatorSeries, page: TextPage): string {
  if (benchmarks.length === 0) return '';
  const shown = benchmarks.slice(0, COMPARATORS_SHOWN);
  const rows = shown.map((cell): TableRow => {
    const value = cell.value === null ? symbolWords(cell.symbol) : inUnit(cell.value, definition.unit);
    return { cells: [areaName(cell.area), breakdownWords(cell.breakdown), periodOf(cell), value, cell.release ?? ''] };
  });
  const text = tableText(
    [
      { title: 'Comparator', least: 12 },
      { title: 'Breakdown' },
      { title: 'Period', least: 12 },
      { title: 'Figure', align: 'right' },
      { title: 'Release', least: 12 },
    ],
    rows,
    page,
  );
  const rest = benchmarks.length - shown.length;
  return `${text}${rest === 0 ? '' : `… and ${counted(rest, 'more cell')}: outturn figures … --indicator ${definition.id}\n`}\n`;
}

const periodOf = ({ period, sourcePeriod }: IndicatorSeries['benchmarks'][number]): string =>
  period === null ? (sourcePeriod ?? '') : periodAsTitle(period);
