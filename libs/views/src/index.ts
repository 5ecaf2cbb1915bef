import type { ViewFold } from '@outturn/ledger';
import { benchmarkView } from './benchmark/benchmark.view.js';
import { definitionView } from './indicator/definition.view.js';
import { figureView } from './kpi-return/figure.view.js';
import { targetPastView } from './target/target-past.view.js';
import { targetView } from './target/target.view.js';

export { actionView, type StandingAction } from './plan-action/action.view.js';
export { basisOf } from './basis.js';
export { benchmarkView, cellKey, type PublishedFigure } from './benchmark/benchmark.view.js';
export { definitionAt, definitionView, type DefinitionRow } from './indicator/definition.view.js';
export { figureView, type OwnFigure } from './kpi-return/figure.view.js';
export { keyOf, keysUnder } from './key.js';
export { releaseView, type PublishedReleaseRow } from './release/release.view.js';
export { closedRoundView, type ClosedRounds } from './round/closed-round.view.js';
export { roundView, type CollectionRound } from './round/round.view.js';
export { views, viewsOfNouns } from './nouns.js';
export { targetPastView } from './target/target-past.view.js';
export { targetView, type StandingTarget } from './target/target.view.js';
export { gone, ofRow, view, type Placed, type View } from './view.js';

/** The views that a scorecard is read from. */
export const scorecardViews: readonly ViewFold[] = [
  definitionView,
  figureView,
  targetView,
  targetPastView,
  benchmarkView,
];
