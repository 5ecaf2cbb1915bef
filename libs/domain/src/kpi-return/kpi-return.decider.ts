import {
  accept,
  decimalPlaces,
  entityId,
  parsePeriod,
  periodOf,
  reject,
  unchanged,
  unreachable,
} from '@outturn/kernel';
import type { Decider, Decimal, Decision, PeriodKind, TextDigest } from '@outturn/kernel';
import { computedValue, countsRejection } from '../figure/derived-value.js';
import type { CountsRejection, UnitUnknown } from '../figure/derived-value.js';
import { figureSaid, statementRejection } from '../figure/figure-statement.js';
import type { FigureStatement, StatementRejection } from '../figure/figure-statement.js';
import type { FigureSymbol } from '../figure/no-figure.js';
import { type FigureOutOfRange, type PercentOutOfRange, rangeRejection } from '../figure/percent-range.js';
import { type FiguresBeside, plausibilityWarnings } from '../figure/plausibility.js';
import type { IndicatorState } from '../indicator/indicator.decider.js';
import type { DefinitionData } from '../indicator/indicator.events.js';
import { notInUse, type NotInUse } from '../indicator/indicator-in-use.js';
import { mentioned } from '../mentioned.js';
import { CorrectClosedReturn, SubmitReturn, WithdrawReturn } from './kpi-return.commands.js';
import type { FigureData, FigureWarning, KpiReturnEvent } from './kpi-return.events.js';

export type KpiReturnState =
  | { readonly status: 'empty' }
  | { readonly status: 'reported'; readonly figure: FigureData }
  | { readonly status: 'withdrawn' };

export type KpiReturnCommand = SubmitReturn | CorrectClosedReturn | WithdrawReturn;

/** What a change to a figure is judged by; a new definition alone is no change to the figure. */
const compared = [
  'value',
  'numerator',
  'denominator',
  'symbol',
  'qualifier',
  'status',
  'commentary',
  'source',
  'extractedOn',
  'sourceDigest',
] as const;
type ComparedMember = (typeof compared)[number];

export type KpiReturnRejection =
  | NotInUse
  | CountsRejection
  | UnitUnknown
  | StatementRejection
  | PercentOutOfRange<'value'>
  | FigureOutOfRange<'value'>
  | {
      readonly kind: 'PeriodKindNotListed';
      readonly field: 'period';
      readonly period: string;
      readonly periodKind: PeriodKind;
      readonly listed: readonly PeriodKind[];
    }
  | { readonly kind: 'NothingReported'; readonly field: 'value' }
  /** Counts say nothing of the gap between two percentages. */
  | { readonly kind: 'GapWithoutValue'; readonly field: 'value' }
  /** Whoever says that there is no figure says why. */
  | { readonly kind: 'SymbolNeedsCommentary'; readonly field: 'commentary'; readonly symbol: FigureSymbol }
  | {
      readonly kind: 'CorrectionNeedsReason';
      readonly field: 'reason';
      /** The values, or the symbols that stand in their place. */
      readonly was: string | null;
      readonly becomes: string | null;
      readonly changed: readonly ComparedMember[];
    }
  | {
      readonly kind: 'PeriodNotBegun';
      readonly field: 'period';
      readonly period: string;
      readonly beginsOn: string;
      readonly knownOn: string;
    }
  | { readonly kind: 'FinalCannotBecomeProvisional'; readonly field: 'status' }
  | ({ readonly kind: 'NothingToWithdraw' } & KpiReturnSlot)
  | ({ readonly kind: 'NothingToCorrect' } & KpiReturnSlot)
  | ({ readonly kind: 'RoundClosed'; readonly field: 'period' } & KpiReturnSlot & ClosedRound);

/** The round that asked for a return and is closed: its name, and the day in London and the position of its closing. */
export type ClosedRound = { readonly round: string; readonly closedOn: string; readonly position: number };

/** The indicator that the return is about and its closed round, if it has one, as they stand in the same transaction. */
export type KpiReturnFacts = {
  readonly indicator: IndicatorState;
  readonly closedRound: ClosedRound | null;
  /** What the figure is held against; without it nothing is asked about the figure. */
  readonly beside?: FiguresBeside;
  /** The day in London on which what is said becomes known, an ISO date. */
  readonly knownOn: string;
};

/** The slot of a return: one indicator, breakdown and period. */
export type KpiReturnSlot = { readonly indicator: string; readonly breakdown: string; readonly period: string };

/** `return/<indicator>/<breakdown>/<period>` */
export const kpiReturnEntity = ({ indicator, breakdown, period }: KpiReturnSlot): string =>
  entityId('return', indicator, breakdown, period);

type Decided = Decision<KpiReturnEvent, KpiReturnRejection>;

/** Takes, finalises, corrects and withdraws the figure of one slot. */
export const kpiReturnDecider: Decider<
  KpiReturnState,
  KpiReturnCommand,
  KpiReturnEvent,
  KpiReturnFacts,
  KpiReturnRejection
> = {
  initial: { status: 'empty' },

  decide(state, command, facts) {
    if (command instanceof SubmitReturn) return submit(state, command, facts);
    // Its permission stands in for the round's being reopened.
    if (command instanceof CorrectClosedReturn) return correct(state, command, { ...facts, closedRound: null });
    if (command instanceof WithdrawReturn) return withdraw(state, command, facts);
    return unreachable(command);
  },

  evolve(_state, event) {
    switch (event.type) {
      case 'KpiReturnSubmitted':
      case 'KpiReturnFinalised':
      case 'KpiReturnCorrected':
        return { status: 'reported', figure: event.data };
      case 'KpiReturnWithdrawn':
        return { status: 'withdrawn' };
      default:
        return unreachable(event);
    }
  },
};

function correct(state: KpiReturnState, command: CorrectClosedReturn, facts: KpiReturnFacts): Decided {
  if (state.status === 'reported') return submit(state, command, facts);
  return reject({ kind: 'NothingToCorrect', ...slotOf(command) });
}

function submit(
  state: KpiReturnState,
  command: SubmitReturn | CorrectClosedReturn,
  { indicator, closedRound, beside, knownOn }: KpiReturnFacts,
): Decided {
  if (indicator.status !== 'defined') return reject(notInUse(indicator, command.indicator));
  const was = state.status === 'reported' ? state.figure : null;
  const said = readFigure(command, indicator, was);
  if ('rejection' in said) return reject(said.rejection);

  const status = command.status ?? was?.status ?? 'final';
  const figure: FigureData = {
    indicator: command.indicator,
    breakdown: command.breakdown,
    period: command.period,
    ...said.figure,
    warnings: [...said.figure.warnings.filter(isOfFigure), ...prematurity(command.period, status, knownOn)],
    status,
    commentary: mentioned(command.commentary, was?.commentary ?? null),
    source: mentioned(command.source, was?.source ?? null),
    extractedOn: mentioned(command.extractedOn, was?.extractedOn ?? null),
    sourceDigest: mentioned(command.sourceDigest, was?.sourceDigest ?? null),
  };
  if (figure.symbol !== null && figure.commentary === null) {
    return reject({ kind: 'SymbolNeedsCommentary', field: 'commentary', symbol: figure.symbol });
  }
  const changed = compared.filter((member) => was?.[member] !== figure[member]);
  if (changed.length === 0) return unchanged;
  const { start } = periodOf(command.period);
  if (start > knownOn) {
    return reject({ kind: 'PeriodNotBegun', field: 'period', period: command.period, beginsOn: start, knownOn });
  }
  if (closedRound !== null) return reject(roundClosed(command, closedRound));
  const data = said.isSaid ? questioned(figure, indicator.definition, beside) : figure;
  if (was === null) return accept({ type: 'KpiReturnSubmitted', schemaVersion: 2, data });
  return replace(was, data, changed, command.reason ?? null);
}

const isOfFigure = ({ kind }: FigureWarning): boolean => kind !== 'FinalBeforePeriodEnd';

/** A period is over at the end of its last day, from which on its figure is shown. */
function prematurity(code: string, status: FigureData['status'], knownOn: string): FigureWarning[] {
  const { end } = periodOf(code);
  return status === 'final' && end > knownOn ? [{ kind: 'FinalBeforePeriodEnd', endsOn: end, knownOn }] : [];
}

/** The part of an event that the figure makes, with what was worked out from it and the definition that it rests on. */
type ReadFigure = FigureStatement & Pick<FigureData, 'computed' | 'warnings' | 'definition'>;

/** The figure that a command says; if it says none, the one that stands, as it was understood then. */
function readFigure(
  command: SubmitReturn | CorrectClosedReturn,
  { definition, version }: Extract<IndicatorState, { status: 'defined' }>,
  was: FigureData | null,
): { readonly figure: ReadFigure; readonly isSaid: boolean } | { readonly rejection: KpiReturnRejection } {
  const period = periodRejection(command.period, definition);
  if (period !== null) return { rejection: period };
  const said = figureSaid(command);
  if (said === null) return was === null ? { rejection: NOTHING_REPORTED } : { figure: figureOf(was), isSaid: false };

  const rejection =
    statementRejection(said) ??
    (said.symbol === null ? countsRejection(said, definition.unit) : null) ??
    rangeRejection('value', said.value, definition.unit);
  if (rejection !== null) return { rejection };
  const computed = said.symbol === null ? computedValue(said, definition.unit, placesOf(said, definition)) : null;
  const value = said.value ?? computed;
  if (value === null && said.symbol === null) return { rejection: noValue(said, definition) };
  return {
    figure: { ...said, value, computed, warnings: warningsOf(said, definition, computed), definition: version },
    isSaid: true,
  };
}

/** The figure with what there is to ask about it, beside what stands. */
const questioned = (figure: FigureData, { unit }: DefinitionData, beside: FiguresBeside | undefined): FigureData =>
  beside === undefined
    ? figure
    : { ...figure, warnings: [...figure.warnings, ...plausibilityWarnings(figure, unit, beside)] };

const figureOf = (was: FigureData): ReadFigure => ({
  value: was.value,
  computed: was.computed,
  numerator: was.numerator,
  denominator: was.denominator,
  symbol: was.symbol,
  qualifier: was.qualifier,
  warnings: was.warnings,
  definition: was.definition,
});

function replace(
  was: FigureData,
  becomes: FigureData,
  changed: readonly ComparedMember[],
  reason: TextDigest | null,
): Decided {
  if (was.status === 'provisional' && becomes.status === 'final') {
    return accept({ type: 'KpiReturnFinalised', schemaVersion: 2, data: { ...becomes, reason } });
  }
  if (was.status === 'final' && becomes.status === 'provisional') {
    return reject({ kind: 'FinalCannotBecomeProvisional', field: 'status' });
  }
  if (reason === null) {
    const values = { was: was.value ?? was.symbol, becomes: becomes.value ?? becomes.symbol };
    return reject({ kind: 'CorrectionNeedsReason', field: 'reason', ...values, changed });
  }
  return accept({ type: 'KpiReturnCorrected', schemaVersion: 2, data: { ...becomes, reason } });
}

function withdraw(state: KpiReturnState, command: WithdrawReturn, { closedRound }: KpiReturnFacts): Decided {
  const slot = slotOf(command);
  if (state.status !== 'reported') return reject({ kind: 'NothingToWithdraw', ...slot });
  if (closedRound !== null) return reject(roundClosed(command, closedRound));
  return accept({ type: 'KpiReturnWithdrawn', schemaVersion: 1, data: { ...slot, reason: command.reason } });
}

const slotOf = ({ indicator, breakdown, period }: KpiReturnSlot): KpiReturnSlot => ({ indicator, breakdown, period });

const roundClosed = (slot: KpiReturnSlot, round: ClosedRound): KpiReturnRejection => ({
  kind: 'RoundClosed',
  field: 'period',
  ...slotOf(slot),
  ...round,
});

function periodRejection(code: string, { frequencies }: DefinitionData): KpiReturnRejection | null {
  const period = parsePeriod(code);
  if (period === null) throw new TypeError(`an unvalidated command: ${code} is no period`);
  if (frequencies.includes(period.kind)) return null;
  return { kind: 'PeriodKindNotListed', field: 'period', period: code, periodKind: period.kind, listed: frequencies };
}

const NOTHING_REPORTED = { kind: 'NothingReported', field: 'value' } as const;

function noValue({ numerator }: FigureStatement, { unit }: DefinitionData): KpiReturnRejection {
  if (numerator === null) return NOTHING_REPORTED;
  return { kind: unit === 'unknown' ? 'UnitUnknown' : 'GapWithoutValue', field: 'value' };
}

/** A computed figure is shown as finely as the indicator asks, or as finely as the stated one that it is held against. */
const placesOf = ({ value }: FigureStatement, { decimals }: DefinitionData): number =>
  value === null ? decimals : Math.max(decimals, decimalPlaces(value));

// Agreement is judged at the precision that was published: a stated 13 says no more than "12.5 or above, below 13.5".
function warningsOf(stated: FigureStatement, { unit }: DefinitionData, computed: Decimal | null): FigureWarning[] {
  if (stated.value === null || computed === null) return [];
  if (computedValue(stated, unit, decimalPlaces(stated.value)) === stated.value) return [];
  return [{ kind: 'StatedDiffersFromComputed', stated: stated.value, computed }];
}
