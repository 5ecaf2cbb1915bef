import { benchmark } from './benchmark/benchmark.noun.js';
import { indicator } from './indicator/indicator.noun.js';
import { kpiReturn } from './kpi-return/kpi-return.noun.js';
import { ledgerLife } from './ledger-life/ledger-life.noun.js';
import { planAction } from './plan-action/plan-action.noun.js';
import { release } from './release/release.noun.js';
import { round } from './round/round.noun.js';
import { target } from './target/target.noun.js';

/** Every noun that can be told of and asked about, by the name of its folder. */
export const applicationNouns = {
  indicator,
  'kpi-return': kpiReturn,
  round,
  target,
  benchmark,
  release,
  'plan-action': planAction,
  'ledger-life': ledgerLife,
};
