import type { LedgerEvent, NounEvent } from '@outturn/domain';
import type { ViewFold } from '@outturn/ledger';
import { benchmarkView } from './benchmark/benchmark.view.js';
import { definitionView } from './indicator/definition.view.js';
import { figureView } from './kpi-return/figure.view.js';
import { actionView } from './plan-action/action.view.js';
import { releaseView } from './release/release.view.js';
import { closedRoundView } from './round/closed-round.view.js';
import { roundView } from './round/round.view.js';
import { targetPastView } from './target/target-past.view.js';
import { targetView } from './target/target.view.js';

/** The views of each noun, by the name of its folder. */
export const viewsOfNouns = {
  indicator: [definitionView],
  'kpi-return': [figureView],
  target: [targetView, targetPastView],
  benchmark: [benchmarkView],
  release: [releaseView],
  'plan-action': [actionView],
  round: [roundView, closedRoundView],
} as const;

type TypesIn<Views> = Views extends readonly (infer Each)[]
  ? Each extends { readonly handles: ReadonlySet<infer Type> }
    ? Type
    : never
  : never;

type Nothing<Left extends never> = Left;

/**
 * An event that no view deals with breaks the build here, and is named. Of the ledger itself nothing is kept as rows.
 * @public the compiler is the one that asks for it
 */
export type Unshown = Nothing<
  Exclude<
    LedgerEvent['type'],
    TypesIn<(typeof viewsOfNouns)[keyof typeof viewsOfNouns]> | NounEvent<'ledger-life'>['type']
  >
>;

/** Every view that a ledger keeps. */
export const views: readonly ViewFold[] = Object.values(viewsOfNouns).flat();
