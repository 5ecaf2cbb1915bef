import { accept, entityId, reject, unchanged, unreachable } from '@outturn/kernel';
import type { Decider, Decision } from '@outturn/kernel';
import { computedValue, countsRejection, nobodyCounted, statedFigure } from '../figure/derived-value.js';
import type { CountsRejection, UnitUnknown } from '../figure/derived-value.js';
import type { IndicatorState } from '../indicator/indicator.decider.js';
import { mentioned } from '../mentioned.js';
import { sameStatement } from '../same-statement.js';
import { ReleaseBenchmark, WithdrawBenchmark } from './benchmark.commands.js';
import type { BenchmarkCell, BenchmarkData, BenchmarkEvent } from './benchmark.events.js';

export type BenchmarkState =
  | { readonly status: 'empty' }
  | { readonly status: 'released'; readonly benchmark: BenchmarkData }
  | { readonly status: 'withdrawn' };

export type BenchmarkCommand = ReleaseBenchmark | WithdrawBenchmark;

export type BenchmarkRejection =
  | { readonly kind: 'UnknownIndicator'; readonly field: 'indicator'; readonly indicator: string }
  | { readonly kind: 'PeriodMissing'; readonly field: 'period' }
  /** Both a figure and a symbol that says why there is none, or neither. */
  | { readonly kind: 'ValueOrSymbol'; readonly field: 'value' }
  | CountsRejection
  | UnitUnknown
  | ({ readonly kind: 'NothingToWithdraw' } & BenchmarkCell);

/** The indicator that the benchmark is for, as it stands in the same transaction. */
export type BenchmarkFacts = { readonly indicator: IndicatorState };

/** Which cell of a publisher's table; one of `period` and `sourcePeriod` at least. */
export type BenchmarkSlot = {
  readonly indicator: string;
  readonly breakdown: string;
  readonly area: string;
  readonly period?: string;
  readonly sourcePeriod?: string;
};

/** `benchmark/<indicator>/<breakdown>/<area>/<period>`, or `label:<sourcePeriod>` in the place of the period */
export const benchmarkEntity = ({ indicator, breakdown, area, period, sourcePeriod }: BenchmarkSlot): string =>
  entityId('benchmark', indicator, breakdown, area, period ?? `label:${sourcePeriod ?? ''}`);

type Decided = Decision<BenchmarkEvent, BenchmarkRejection>;

/** Releases, restates and withdraws one cell of a publisher's table. */
export const benchmarkDecider: Decider<
  BenchmarkState,
  BenchmarkCommand,
  BenchmarkEvent,
  BenchmarkFacts,
  BenchmarkRejection
> = {
  initial: { status: 'empty' },

  decide(state, command, facts) {
    if (command instanceof ReleaseBenchmark) return release(state, command, facts);
    if (command instanceof WithdrawBenchmark) return withdraw(state, command);
    return unreachable(command);
  },

  evolve(_state, event) {
    switch (event.type) {
      case 'BenchmarkReleased':
      case 'BenchmarkRestated':
        return { status: 'released', benchmark: event.data };
      case 'BenchmarkWithdrawn':
        return { status: 'withdrawn' };
      default:
        return unreachable(event);
    }
  },
};

// A publisher goes on releasing what a council no longer reports, so a retired indicator may still be benchmarked.
function release(state: BenchmarkState, command: ReleaseBenchmark, { indicator }: BenchmarkFacts): Decided {
  if (indicator.status === 'unknown') {
    return reject({ kind: 'UnknownIndicator', field: 'indicator', indicator: command.indicator });
  }
  const cell = cellOf(command);
  if (cell.period === null && cell.sourcePeriod === null) return reject({ kind: 'PeriodMissing', field: 'period' });

  const { unit, decimals } = indicator.definition;
  const stated = statedFigure(command);
  // 0 of 0 says by itself that nobody was there to count.
  const isNobody = stated.value === null && nobodyCounted(stated) && (command.symbol ?? 'z') === 'z';
  const symbol = isNobody ? 'z' : (command.symbol ?? null);
  const saysFigure = !isNobody && Object.values(stated).some((member) => member !== null);
  if (saysFigure === (symbol !== null)) return reject({ kind: 'ValueOrSymbol', field: 'value' });
  const rejection = isNobody ? null : countsRejection(stated, unit);
  if (rejection !== null) return reject(rejection);
  const value = isNobody ? null : (stated.value ?? computedValue(stated, unit, decimals));
  if (value === null && symbol === null) return reject({ kind: 'UnitUnknown', field: 'value' });

  const data: BenchmarkData = {
    ...cell,
    ...stated,
    areaCode: mentioned(command.areaCode, state.status === 'released' ? state.benchmark.areaCode : null),
    value,
    published: command.published ?? stated.value ?? command.symbol ?? null,
    symbol,
    release: command.release ?? null,
  };
  if (state.status !== 'released') return accept({ type: 'BenchmarkReleased', schemaVersion: 1, data });
  if (sameStatement(content(state.benchmark), content(data))) return unchanged;
  return accept({ type: 'BenchmarkRestated', schemaVersion: 1, data });
}

function withdraw(state: BenchmarkState, command: WithdrawBenchmark): Decided {
  const cell = cellOf(command);
  if (state.status !== 'released') return reject({ kind: 'NothingToWithdraw', ...cell });
  const data = { ...cell, release: command.release ?? null, reason: command.reason ?? null };
  return accept({ type: 'BenchmarkWithdrawn', schemaVersion: 1, data });
}

const cellOf = ({ indicator, breakdown, area, period, sourcePeriod }: BenchmarkSlot): BenchmarkCell => ({
  indicator,
  breakdown,
  area,
  period: period ?? null,
  sourcePeriod: sourcePeriod ?? null,
});

/** What a cell says. The label of the release that says it again is not part of that. */
const content = ({ value, published, numerator, denominator, symbol, areaCode }: BenchmarkData) => ({
  value,
  published,
  numerator,
  denominator,
  symbol,
  areaCode,
});
