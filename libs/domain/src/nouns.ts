import { benchmark } from './benchmark/benchmark.noun.js';
import { indicator } from './indicator/indicator.noun.js';
import { kpiReturn } from './kpi-return/kpi-return.noun.js';
import { ledgerLife } from './ledger-life/ledger-life.noun.js';
import { planAction } from './plan-action/plan-action.noun.js';
import { release } from './release/release.noun.js';
import { round } from './round/round.noun.js';
import { target } from './target/target.noun.js';

/** Every noun that the domain knows, by the name of its folder. */
export const nouns = {
  'ledger-life': ledgerLife,
  indicator,
  'kpi-return': kpiReturn,
  target,
  benchmark,
  release,
  round,
  'plan-action': planAction,
};

export type NounName = keyof typeof nouns;
type EveryNoun = (typeof nouns)[NounName];

/** What may happen to a noun's entities. */
export type NounEvent<Name extends NounName> = Parameters<(typeof nouns)[Name]['decider']['evolve']>[1];

/** Every event that a ledger of this release may hold. */
export type LedgerEvent = NounEvent<NounName>;

type RefusedIn<Decision> = Decision extends { readonly accepted: false; readonly rejection: infer Rejection }
  ? Rejection
  : never;

/** Why a noun's decider refuses. */
export type NounRejection<Name extends NounName> = RefusedIn<ReturnType<(typeof nouns)[Name]['decider']['decide']>>;

/** Every refusal of a decider. */
export type DomainRejection = NounRejection<NounName>;

/** The kind of entity that an event is about. */
export type EntityKind = EveryNoun['entity'];
