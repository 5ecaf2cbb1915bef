import type { ViewFold } from '@outturn/ledger';
import { actionView } from './action-log/action.view.js';
import { benchmarkView } from './benchmarks/benchmark.view.js';
import { definitionView } from './definitions/definition.view.js';
import { figureView } from './figures/figure.view.js';
import { releaseView } from './releases/release.view.js';
import { closedRoundView } from './rounds/closed-round.view.js';
import { roundView } from './rounds/round.view.js';
import { targetView } from './targets/target.view.js';

export { actionView, type StandingAction } from './action-log/action.view.js';
export { basisOf } from './basis.js';
export { benchmarkView, cellKey, type PublishedFigure } from './benchmarks/benchmark.view.js';
export { definitionAt, definitionView, type DefinitionRow } from './definitions/definition.view.js';
export { figureView, type OwnFigure } from './figures/figure.view.js';
export { keyOf, keysUnder } from './key.js';
export { releaseView, type PublishedReleaseRow } from './releases/release.view.js';
export { closedRoundView, type ClosedRounds } from './rounds/closed-round.view.js';
export { roundView, type CollectionRound } from './rounds/round.view.js';
export { targetView, type StandingTarget } from './targets/target.view.js';

/** The views that a scorecard is read from. */
export const scorecardViews: readonly ViewFold[] = [definitionView, figureView, targetView, benchmarkView];

/** Every view that a ledger keeps. */
export const views: readonly ViewFold[] = [
  definitionView,
  figureView,
  targetView,
  benchmarkView,
  releaseView,
  actionView,
  roundView,
  closedRoundView,
];
