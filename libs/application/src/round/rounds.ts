import {
  daysBetween,
  kpiReturnEntity,
  returnState,
  type AskedReturn,
  type ReturnState,
  type Unit,
} from '@outturn/domain';
import { londonDateOf, type Decimal } from '@outturn/kernel';
import { allKeys, type LedgerReader } from '@outturn/ledger';
import { definitionView, figureView, keyOf, roundView, type CollectionRound, type OwnFigure } from '@outturn/views';
import { dayAsked, resolveMoment, type Moment } from '../known-at.js';
import { NotKnown } from '../query-refused.js';
import { wordsOf } from '../words.js';
import { groundsAt, type Listing } from '../answer.js';

export interface RoundsAsked extends Moment {
  /** The day on which lateness is judged, an ISO date. Left out, the day that the answer is as at. */
  readonly judgedOn?: string;
  /** One round alone. */
  readonly round?: string;
}

/** A return that a round asks for, and how it stands. `cameOn` is the day on which the figure that stands there came. */
export interface ExpectedReturn extends AskedReturn {
  readonly title: string;
  readonly unit: Unit;
  readonly state: ReturnState;
  readonly cameOn: string | null;
  readonly value: Decimal | null;
  /** Why there is no figure, where somebody said so. */
  readonly symbol: OwnFigure['symbol'] | null;
  readonly qualifier: OwnFigure['qualifier'] | null;
  readonly status: OwnFigure['status'] | null;
  /** The event that the figure was last written by. */
  readonly position: number | null;
}

export interface RoundRow {
  readonly round: string;
  readonly period: string;
  readonly due: string;
  /** Below 0 after the due date. */
  readonly daysLeft: number;
  readonly status: 'open' | 'closed';
  /** The day in London on which it was closed. */
  readonly closedOn: string | null;
  readonly reopenedFor: string | null;
  readonly submitters: readonly string[];
  readonly counts: Readonly<Record<ReturnState, number>>;
  readonly returns: readonly ExpectedReturn[];
  readonly position: number;
}

export interface Rounds extends Listing<RoundRow> {
  readonly asAt: string;
  /** The day on which lateness was judged. */
  readonly today: string;
}

/** Somebody to be reminded of one return that isn't there: what a mailer would send. */
export interface Reminder extends AskedReturn {
  /** The id of somebody who submits; a directory knows where to write to. */
  readonly who: string;
  readonly round: string;
  readonly title: string;
  readonly period: string;
  readonly due: string;
  readonly daysLeft: number;
  readonly state: 'missing' | 'not_yet_due';
}

export interface Reminders extends Listing<Reminder> {
  readonly asAt: string;
  readonly today: string;
}

/**
 * The collection rounds as they stood at a moment, by period, each with its returns in the order in which it asks for
 * them.
 * @throws QueryRefused, and NotKnown for a round that wasn't there
 */
export function rounds(reader: LedgerReader, query: RoundsAsked): Rounds {
  const { position, asAt } = resolveMoment(reader, query);
  const today = query.judgedOn === undefined ? asAt : dayAsked('today', query.judgedOn);
  const standing = [...reader.rows(roundView, allKeys, position)].map(({ content }) => content);
  const asked = standing.filter(({ round }) => query.round === undefined || query.round === round);
  if (asked.length === 0 && query.round !== undefined) throw new NotKnown('round', query.round);
  const rows = asked.map((round) => roundRow(reader, round, position, today));
  return { ...groundsAt(reader, position), asAt, today, rows };
}

/** Who is to be reminded of what in the rounds that are open: by person, what is due first before what is due later. */
export function reminders(reader: LedgerReader, query: RoundsAsked): Reminders {
  const { rows, ...grounds } = rounds(reader, query);
  const open = rows.filter(({ status }) => status === 'open').sort((a, b) => compareTexts(a.due, b.due));
  const all = open.flatMap((round) => round.submitters.flatMap((who) => remindersOf(round, who)));
  return { ...grounds, rows: all.sort((a, b) => compareTexts(a.who, b.who)) };
}

function remindersOf({ round, period, due, daysLeft, returns }: RoundRow, who: string): Reminder[] {
  return returns.flatMap(({ indicator, breakdown, title, state }) =>
    state === 'missing' || state === 'not_yet_due'
      ? [{ who, round, indicator, breakdown, title, period, due, daysLeft, state }]
      : [],
  );
}

const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function roundRow(reader: LedgerReader, row: CollectionRound, position: number, today: string): RoundRow {
  const { round, period, due, closed, submitters } = row;
  const returns = row.returns.map((asked) => expectedReturn(reader, row, asked, position, today));
  const count = (state: ReturnState): number => returns.filter((each) => each.state === state).length;
  return {
    round,
    period,
    due,
    daysLeft: daysBetween(today, due),
    status: closed === null ? 'open' : 'closed',
    closedOn: closed === null ? null : londonDateOf(closed.at),
    reopenedFor: wordsOf(reader, row.reopenedFor),
    submitters,
    counts: {
      submitted: count('submitted'),
      late: count('late'),
      missing: count('missing'),
      not_yet_due: count('not_yet_due'),
    },
    returns,
    position: row.position,
  };
}

function expectedReturn(
  reader: LedgerReader,
  { period, due, closed }: CollectionRound,
  asked: AskedReturn,
  position: number,
  today: string,
): ExpectedReturn {
  const { indicator, breakdown } = asked;
  const definition = reader.row(definitionView, indicator, position)?.content;
  const figure = reader.row(figureView, keyOf(indicator, breakdown, period), position)?.content;
  const cameOn = figure === undefined ? null : dayOfArrival(reader, { ...asked, period }, position);
  return {
    indicator,
    breakdown,
    title: definition?.current.title ?? indicator,
    unit: definition?.current.unit ?? 'unknown',
    state: returnState({ due, closed: closed !== null }, cameOn, today),
    cameOn,
    value: figure?.value ?? null,
    symbol: figure?.symbol ?? null,
    qualifier: figure?.qualifier ?? null,
    status: figure?.status ?? null,
    position: figure?.position ?? null,
  };
}

/** A correction doesn't make a return late: the day on which a figure first stood there, since it was last withdrawn. */
function dayOfArrival(reader: LedgerReader, slot: AskedReturn & { period: string }, position: number): string | null {
  const first = reader
    .eventsOf(kpiReturnEntity(slot))
    .findLast((event) => event.position <= position && event.type === 'KpiReturnSubmitted');
  return first === undefined ? null : londonDateOf(first.knownFrom);
}
