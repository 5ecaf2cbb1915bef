export * from './event-catalogue.js';
export {
  nouns,
  type DomainRejection,
  type EntityKind,
  type NounEvent,
  type NounName,
  type NounRejection,
} from './nouns.js';
export { eventTold, figureTold } from './event-told.js';
export type * from './ledger-rejection.js';
export { noun, type Noun, type Upcaster } from './noun.js';
export * from './area/english-areas.js';
export * from './benchmark/benchmark.commands.js';
export * from './benchmark/benchmark.decider.js';
export type * from './benchmark/benchmark.events.js';
export * from './figure/no-figure.js';
export { asMeant, asPublished } from './figure/shown-figure.js';
export { rangeOf } from './figure/figure-range.js';
export {
  cellWarnings,
  type CellWarning,
  type FiguresBeside,
  type PlausibilityWarning,
  targetWarnings,
} from './figure/plausibility.js';
export * from './indicator/indicator.commands.js';
export * from './indicator/indicator.decider.js';
export * from './indicator/indicator.events.js';
export * from './indicator/unit.js';
export * from './kpi-return/kpi-return.commands.js';
export * from './kpi-return/kpi-return.decider.js';
export type * from './kpi-return/kpi-return.events.js';
export * from './ledger-life/ledger-life.commands.js';
export * from './ledger-life/ledger-life.decider.js';
export type * from './ledger-life/ledger-life.events.js';
export * from './measures/index.js';
export * from './plan-action/plan-action.commands.js';
export * from './plan-action/read-due.js';
export * from './plan-action/plan-action.decider.js';
export type * from './plan-action/plan-action.events.js';
export * from './release/release.commands.js';
export * from './release/release.decider.js';
export * from './release/release.events.js';
export * from './round/asked-return.js';
export * from './round/return-progress.js';
export * from './round/round.commands.js';
export * from './round/round.decider.js';
export type * from './round/round.events.js';
export * from './target/relative-rule.js';
export * from './target/target.commands.js';
export * from './target/target.decider.js';
export type * from './target/target.events.js';
export * from './validation/command-fields.js';
export { fieldRulesOf } from './validation/field-rules.js';
