import { IdempotencyKeyReused, NotKnown, QuestionRefused, type Rejection } from '@outturn/application';
import {
  BadConfiguration,
  ClockApart,
  EventTooLarge,
  KeyElsewhere,
  LedgerBusy,
  LedgerDamaged,
  LedgerExists,
  LedgerNotFound,
  LedgerUnreadable,
  OccurredInFuture,
  ReplicaStopped,
  StorageFailed,
  StoreUnavailable,
  UnknownEvent,
  VersionConflict,
} from '@outturn/ledger';
import { InvalidCommand } from './outturn.js';
import { NotAllowed } from './principal.js';
import { TooManyImports } from './writing/import-queue.js';
import { ImportBrokenOff } from './writing/writer-threads.js';

/** The terminal's exit codes. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  invalidInput: 3,
  conflict: 4,
  notAllowed: 5,
  verificationFailed: 6,
  unavailable: 7,
  badConfiguration: 78,
  interrupted: 130,
} as const;

/** A refusal as both edges tell it: one sentence, a status for HTTP, a code for the terminal. */
export interface Refusal {
  readonly kind: string;
  /** What is wrong and what would be right. */
  readonly sentence: string;
  /** The field of the command that it is about. */
  readonly field: string | null;
  readonly httpStatus: number;
  readonly exitCode: number;
}

/** How many things of a list are named. */
const NAMED = 50;

const list = (values: unknown): string => {
  if (!Array.isArray(values)) return String(values);
  const rest = values.length > NAMED ? ` and ${values.length - NAMED} more` : '';
  return `${values.slice(0, NAMED).join(', ')}${rest}`;
};

type Words = (facts: Rejection) => string;

const place = (on: unknown): string => {
  const { file, line } = (on ?? {}) as { file?: string; line?: number };
  return file === undefined ? '' : ` on line ${String(line)} of ${file}`;
};

function didYouMean(nearest: unknown, on: unknown): string {
  const { id, title } = (nearest ?? {}) as { id?: string; title?: string };
  if (id === undefined) return '';
  return `did you mean ${id}${title === undefined || title === id ? '' : ` (${title})`}${place(on)}? If not, `;
}

interface CellChanges {
  readonly count: number;
  readonly examples: readonly {
    readonly indicator: string;
    readonly area: string;
    readonly period: string;
    readonly was: string;
    readonly becomes: string | null;
  }[];
}

function changesOf(verb: string, of: unknown): string {
  const { count, examples } = of as CellChanges;
  const named = examples.map(
    ({ indicator, area, period, was, becomes }) =>
      `${indicator}, ${area}, ${period}: ${was}${becomes === null ? '' : ` would become ${becomes}`}`,
  );
  return `${verb} ${count.toLocaleString('en-GB')} cell${count === 1 ? '' : 's'}${count === 0 ? '' : ` (${named.join('; ')}${count > examples.length ? '; …' : ''})`}`;
}

function outOfOrder(date: unknown, newer: unknown, replaced: unknown, withdrawn: unknown): string {
  const { label, date: newerDate } = newer as { label: string; date: string };
  return `this release of ${String(date)} is older than "${label}" of ${newerDate}, which stands: it would ${changesOf('replace', replaced)} and ${changesOf('withdraw', withdrawn)}. Say --out-of-order (outOfOrder=true over HTTP) if that is meant`;
}

/** What each rejection of a decider says to a person. */
const words: Readonly<Record<string, Words>> = {
  UnknownIndicator: ({ indicator, nearest, on }) =>
    `there is no indicator "${String(indicator)}" in this ledger: ${didYouMean(nearest, on)}define it first`,
  IndicatorRetired: ({ indicator }) => `the indicator "${String(indicator)}" is retired and takes no more of this`,
  NegativeTolerance: ({ tolerance }) =>
    `the tolerance ${String(tolerance)} is below 0: give how far from the target is still amber`,
  NumeratorWithoutDenominator: () => 'there is a numerator and no denominator: give both, or the value alone',
  DenominatorWithoutNumerator: () => 'there is a denominator and no numerator: give both, or the value alone',
  NegativeCount: ({ count }) => `the count ${String(count)} is below 0`,
  DenominatorZero: () =>
    'the denominator is 0, so there is nothing to divide by: if nobody was in the cohort, write 0 of 0 and say why in the commentary',
  FigureBesideSymbol: ({ field, symbol }) =>
    `the symbol ${String(symbol)} says that there is no figure, and ${String(field)} gives one: keep one of the two`,
  QualifierWithoutFigure: ({ qualifier }) =>
    `${String(qualifier).replaceAll('_', ' ')} what? There is no figure beside it: leave the qualifier out`,
  SymbolNeedsCommentary: ({ symbol }) =>
    `the symbol ${String(symbol)} says that there is no figure: say why in the commentary`,
  GapWithoutValue: () => 'a gap in percentage points cannot be worked out from counts: give the value',
  NumeratorAboveDenominator: ({ numerator, denominator }) =>
    `the numerator ${String(numerator)} is above the denominator ${String(denominator)}, which no percentage can be`,
  UnitUnknown: () => "the indicator's unit is unknown, so a value can't be derived from counts: give the value",
  PercentOutOfRange: ({ value }) => `${String(value)} is no percentage: give 0 to 100`,
  FigureOutOfRange: ({ value, unit }) =>
    `${String(value)} is below 0, and ${unit === 'days' ? 'a number of days' : 'a rate'} cannot be`,
  PeriodKindNotListed: ({ period, periodKind, listed, indicator }) =>
    `${String(period)} is a ${String(periodKind).replaceAll('_', ' ')}, and the indicator${typeof indicator === 'string' ? ` "${indicator}"` : ''} is reported by ${list(listed).replaceAll('_', ' ')}`,
  PeriodNotBegun: ({ period, beginsOn, knownOn }) =>
    `${String(period)} begins on ${String(beginsOn)}, and this is said on ${String(knownOn)}: no figure of it can be known yet; check the period, or set a target for it instead`,
  NothingReported: () =>
    'there is no figure: give a value, or numerator and denominator, or the symbol that says why there is none; a figure that should not be there is withdrawn',
  CorrectionNeedsReason: ({ was, becomes, changed }) =>
    was === becomes
      ? `this changes what was submitted before (${list(changed)}): give a reason`
      : `this corrects a figure that was submitted before (it was ${String(was)}, this says ${String(becomes)}): give a reason`,
  FinalCannotBecomeProvisional: () =>
    'the figure is final and cannot become provisional again: correct it as final, or withdraw it',
  NothingToWithdraw: () => 'there is nothing here to withdraw',
  NothingToCorrect: () => 'there is no figure here to correct: a first one needs its round to be reopened',
  RoundClosed: ({ round, closedOn, position }) =>
    `the round "${String(round)}" that asked for this was closed on ${String(closedOn)} (event ${String(position)}): ask for it to be reopened, or for a correction by someone who may correct closed returns`,
  UnknownRound: ({ round }) => `there is no round "${String(round)}" in this ledger`,
  RoundIsClosed: ({ round }) => `the round "${String(round)}" is closed: reopen it first`,
  RoundIsOpen: ({ round }) => `the round "${String(round)}" is open, so there is nothing to reopen`,
  RoundIsForAnotherPeriod: ({ round, period }) =>
    `the round "${String(round)}" is about ${String(period)}, and its period cannot change: open another round`,
  AskedInAnotherRound: ({ indicator, breakdown, period, round }) =>
    `the round "${String(round)}" asks for ${String(indicator)}${breakdown === 'all' ? '' : ` (${String(breakdown)})`} of ${String(period)} already: leave it out here, or take it out there`,
  SpanMissing: () => 'say for when it holds: a period, or both from and to',
  SpanBackwards: ({ from, to }) => `it would end (${String(to)}) before it begins (${String(from)})`,
  ValueMissing: ({ targetKind }) => `a ${String(targetKind)} needs a value`,
  UpperBelowLower: ({ lower, upper }) => `the upper bound ${String(upper)} is below the lower bound ${String(lower)}`,
  RuleMissing: () => 'a relative target needs a rule, such as better_than:england',
  RuleNotUnderstood: ({ rule }) =>
    `the rule "${String(rule)}" is not understood: use better_than:AREA, at_or_better_than:AREA, improves_on_previous or quartile:A, joined by "and"`,
  MemberNotForKind: ({ targetKind, field }) => `a ${String(targetKind)} target takes no ${String(field)}`,
  PeriodMissing: () => 'say which period it is for',
  ValueOrSymbol: () => 'give either a value or the symbol that stands in its place, not both and not neither',
  UnknownAction: ({ ref }) => `there is no action "${String(ref)}" in this ledger`,
  ActionIsCancelled: ({ ref }) => `the action "${String(ref)}" is cancelled: reopen it first`,
  ActionIsCompleted: ({ ref }) => `the action "${String(ref)}" is completed: reopen it first`,
  MissingForNew: ({ field }) => `${String(field)} must be given for what is new`,
  DefinitionNeedsReason: ({ changed }) =>
    `figures rest on this definition, and this changes what they mean (${list(changed)}): give a reason`,
  TargetNeedsReason: ({ was, becomes }) =>
    `this changes a target that was set before (it was ${String(was)}, this says ${String(becomes)}): give a reason`,
  DueDateNeedsReason: ({ was, becomes }) =>
    `this moves a due date that others were told (it was ${String(was)}, this says ${typeof becomes === 'string' ? becomes : 'none'}): give a reason`,
  ActionIsNotClosed: ({ ref, status }) =>
    `the action "${String(ref)}" is ${String(status).replaceAll('_', ' ')}, so there is nothing to reopen`,
  UnknownMeasures: ({ measures, nearest, on }) =>
    `there is no indicator ${list(measures)} in this ledger: ${didYouMean(nearest, on)}define it first, or leave it out`,
  LooksLikeAnother: ({ name, twin, on }) =>
    `"${String(name)}" looks like "${String(twin)}"${place(on)}, and no reader could tell them apart: did you mean ${String(twin)}? Write it just so, or choose a name that looks different`,
  UnseenSigns: ({ plain }) =>
    `it holds signs that nobody sees, or blanks that are no plain ones: write "${String(plain)}"`,
  UnknownArea: ({ area, nearest }) =>
    `there is no area "${String(area)}" to compare with: ${typeof nearest === 'string' ? `did you mean ${nearest}?` : 'name England, a region, a council, statistical_neighbours, geographical_neighbours, or an area that the ledger has a benchmark of'}`,
  AreaNumbersDiffer: ({ area, areaCode, held }) =>
    `the number ${String(areaCode)} is that of ${String(held)} in this ledger, and ${String(area)} has another: correct one of them`,
  LabelHeld: ({ label, table, date, fileDigest }) =>
    `the label "${String(label)}" is held by another file (table ${String(table)}, ${typeof date === 'string' ? `released on ${date}, ` : ''}SHA-256 ${String(fileDigest).slice(0, 16)}…): give this release a label of its own (release)`,
  TableDiffers: ({ label, table }) =>
    `the release "${String(label)}" is of the table ${String(table)}, and stays of it: leave the table out`,
  TableNotSaid: ({ table, withdrawn }) =>
    `not one measure of this release is in the table ${String(table)}, so it would ${changesOf('withdraw', withdrawn)}: say of which table it is (table), or that it is ${String(table)} if it takes the place of that one`,
  CellsOfAnotherTable: ({ table, other, cells }) =>
    `${changesOf('', cells).trim()} of this release stand in the table ${String(other)}, and a cell is of one table: say that the release is of ${String(other)}, or leave these out of ${String(table)}`,
  NotAPublisher: ({ ledger }) =>
    `the ledger ${String(ledger)} holds returns of its own, so it is a council's: a release goes into its publisher's ledger (outturn ledger create england --name England)`,
  ReleaseOutOfOrder: ({ date, newer, replaced, withdrawn }) => outOfOrder(date, newer, replaced, withdrawn),
  LedgerExists: ({ name }) => `this ledger is open already, as "${String(name)}"`,
  DayNotSaid: ({ ledger }) =>
    `this ledger is open for migration: say on which day this became known (occurred, such as 2017-11-30), or end migration first (outturn ledger go-live ${String(ledger)}, or POST go-live)`,
  LedgerNotOpen: () => 'this ledger has not been opened: create it with outturn ledger create',
  NoSuchText: ({ position, member }) => `event ${String(position)} holds no text "${String(member)}"`,
};

/** Rejections that another's doing brought about; the rest are about what was sent. */
const conflicts: ReadonlySet<string> = new Set([
  'CorrectionNeedsReason',
  'TargetNeedsReason',
  'DefinitionNeedsReason',
  'DueDateNeedsReason',
  'FinalCannotBecomeProvisional',
  'IndicatorRetired',
  'ActionIsCancelled',
  'ActionIsCompleted',
  'ActionIsNotClosed',
  'LedgerExists',
  'LedgerNotOpen',
  'NothingToWithdraw',
  'NothingToCorrect',
  'LabelHeld',
  'TableDiffers',
  'TableNotSaid',
  'CellsOfAnotherTable',
  'ReleaseOutOfOrder',
  'RoundClosed',
  'RoundIsClosed',
  'RoundIsOpen',
  'AskedInAnotherRound',
]);

export function refusalOfRejection(rejection: Rejection): Refusal {
  const { kind, field } = rejection;
  const isConflict = conflicts.has(kind);
  return {
    kind,
    sentence: words[kind]?.(rejection) ?? `refused: ${kind}`,
    field: field ?? null,
    httpStatus: isConflict ? 409 : 422,
    exitCode: isConflict ? exitCodes.conflict : exitCodes.invalidInput,
  };
}

/** Every rejection that has words, for the test that none is without. */
export const wordedRejections: readonly string[] = Object.keys(words);

type ErrorClass = abstract new (...args: never[]) => Error;

const errors: readonly (readonly [ErrorClass, httpStatus: number, exitCode: number])[] = [
  [InvalidCommand, 422, exitCodes.invalidInput],
  [QuestionRefused, 400, exitCodes.invalidInput],
  [NotKnown, 404, exitCodes.invalidInput],
  [IdempotencyKeyReused, 422, exitCodes.conflict],
  [NotAllowed, 403, exitCodes.notAllowed],
  [LedgerNotFound, 404, exitCodes.invalidInput],
  [LedgerExists, 409, exitCodes.conflict],
  [OccurredInFuture, 422, exitCodes.invalidInput],
  [VersionConflict, 409, exitCodes.conflict],
  [TooManyImports, 429, exitCodes.unavailable],
  [ImportBrokenOff, 422, exitCodes.unavailable],
  [LedgerBusy, 503, exitCodes.unavailable],
  [StorageFailed, 503, exitCodes.unavailable],
  [StoreUnavailable, 503, exitCodes.unavailable],
  [ClockApart, 503, exitCodes.unavailable],
  [ReplicaStopped, 503, exitCodes.verificationFailed],
  [EventTooLarge, 422, exitCodes.invalidInput],
  [UnknownEvent, 503, exitCodes.unavailable],
  [LedgerDamaged, 500, exitCodes.verificationFailed],
  [KeyElsewhere, 409, exitCodes.badConfiguration],
  [LedgerUnreadable, 503, exitCodes.badConfiguration],
  [BadConfiguration, 500, exitCodes.badConfiguration],
];

/** The refusal that an error stands for; null for a bug, which nobody should be told more of than that it happened. */
export function refusalOfError(error: unknown): Refusal | null {
  const found = errors.find(([type]) => error instanceof type);
  if (found === undefined || !(error instanceof Error)) return null;
  const [, httpStatus, exitCode] = found;
  const field =
    error instanceof QuestionRefused ? error.parameter : error instanceof OccurredInFuture ? 'occurred' : null;
  return { kind: error.name, sentence: error.message, field, httpStatus, exitCode };
}

/** Why a ledger can't be read and what to do, in words that name no path of this machine. */
export function whyUnreadable(error: unknown): string {
  const refusal = refusalOfError(error);
  return refusal === null || refusal.httpStatus === 500 ? 'it cannot be read: the log says why' : refusal.sentence;
}
