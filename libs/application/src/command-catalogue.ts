import {
  benchmarkDecider,
  benchmarkEntity,
  CancelAction,
  CloseMigration,
  CloseRound,
  CompleteAction,
  CorrectClosedReturn,
  DefineIndicator,
  indicatorDecider,
  indicatorEntity,
  IssueSnapshot,
  kpiReturnDecider,
  kpiReturnEntity,
  LEDGER_ENTITY,
  ledgerLifeDecider,
  OpenLedger,
  OpenRound,
  planActionDecider,
  planActionEntity,
  PublishRelease,
  ReassignActionLead,
  RecordAction,
  RedactText,
  releaseDecider,
  ReleaseBenchmark,
  releaseEntity,
  ReopenAction,
  ReopenRound,
  ReportActionProgress,
  RescheduleAction,
  RetireIndicator,
  returnsAskedBy,
  RotateSigningKey,
  roundDecider,
  roundEntity,
  SetTarget,
  SubmitReturn,
  targetDecider,
  targetEntity,
  WithdrawBenchmark,
  WithdrawReturn,
  WithdrawTarget,
  type AskedReturn,
  type ClosedRound,
  type IndicatorState,
  type KpiReturnFacts,
  type KpiReturnSlot,
  type RoundFacts,
} from '@outturn/domain';
import type { Decider, DomainEvent } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import type { CollectionRound } from '@outturn/views';
import type { Permission } from './permission.js';

/** A refusal as a decider names it: a kind, the field it is about where there is one, and its facts. */
export interface Rejection {
  readonly kind: string;
  readonly field?: string;
  readonly [fact: string]: unknown;
}

export type AnyDecider = Decider<unknown, object, DomainEvent, unknown, Rejection>;

/** What deciders may learn from the ledger, in the transaction that they decide in. */
export interface FactSource {
  readonly reader: LedgerReader;
  indicator(id: string): IndicatorState;
  /** The rounds that ask for returns of a period, open and closed. */
  roundsOf(period: string): readonly CollectionRound[];
  /** The round that asked for a return and is closed; null where there is none. */
  closedRound(slot: KpiReturnSlot): ClosedRound | null;
}

/** Everything about a command that is not in its class or its decider. */
export interface CommandRow {
  readonly name: string;
  readonly command: new () => object;
  /** Where it is posted, below `/api/v1/ledgers/{ledger}/`, and what the terminal calls it; null where it has a way of its own. */
  readonly path: string | null;
  /** One sentence for the OpenAPI document and the terminal's help. */
  readonly summary: string;
  readonly permission: Permission;
  readonly decider: AnyDecider;
  entityOf(command: object): string;
  facts(source: FactSource, command: object): unknown;
  /** Whether the command ends a ledger's migration: what it says is witnessed now, not told of the past. */
  readonly live: boolean;
}

interface TypedRow<State, Command extends object, Event extends DomainEvent, Facts, Kind extends Command> {
  readonly command: new () => Kind;
  readonly path: string | null;
  readonly summary: string;
  readonly permission: Permission;
  readonly decider: Decider<State, Command, Event, Facts, Rejection>;
  readonly entityOf: (command: Kind) => string;
  readonly facts: (source: FactSource, command: Kind) => Facts;
  readonly live?: boolean;
}

/** The types of one row hold together where it is written; the catalogue as a whole forgets them. */
function row<State, Command extends object, Event extends DomainEvent, Facts, Kind extends Command>(
  typed: TypedRow<State, Command, Event, Facts, Kind>,
): CommandRow {
  return { live: true, ...(typed as unknown as Omit<CommandRow, 'live' | 'name'>), name: typed.command.name };
}

const ofIndicator = (
  source: FactSource,
  { indicator }: { readonly indicator: string },
): { indicator: IndicatorState } => ({
  indicator: source.indicator(indicator),
});

const ofReturn = (source: FactSource, slot: KpiReturnSlot): KpiReturnFacts => ({
  ...ofIndicator(source, slot),
  closedRound: source.closedRound(slot),
});

const ofRound = (source: FactSource, command: object): RoundFacts => {
  if (!(command instanceof OpenRound)) return { asked: [] };
  const others = source.roundsOf(command.period).filter(({ round }) => round !== command.round);
  const asked = returnsAskedBy(command).map((each) => ({
    asked: each,
    indicator: source.indicator(each.indicator),
    otherRound: others.find((other) => asksFor(other, each))?.round ?? null,
  }));
  return { asked };
};

const none = (): Record<string, never> => ({});

const unknownMeasures = (source: FactSource, command: object): { unknownMeasures: string[] } => {
  const measures = command instanceof RecordAction ? (command.measures ?? []) : [];
  return { unknownMeasures: measures.filter((id) => source.indicator(id).status === 'unknown') };
};

const indicator = {
  decider: indicatorDecider,
  entityOf: indicatorEntity,
  facts: none,
  permission: 'indicator:define',
} as const;
const kpiReturn = {
  decider: kpiReturnDecider,
  entityOf: kpiReturnEntity,
  facts: ofReturn,
  permission: 'return:submit',
} as const;
const round = {
  decider: roundDecider,
  entityOf: roundEntity,
  facts: ofRound,
  permission: 'round:run',
} as const;
const target = {
  decider: targetDecider,
  entityOf: targetEntity,
  facts: ofIndicator,
  permission: 'target:set',
} as const;
const benchmark = {
  decider: benchmarkDecider,
  entityOf: benchmarkEntity,
  facts: ofIndicator,
  permission: 'benchmark:release',
} as const;
const action = {
  decider: planActionDecider,
  entityOf: planActionEntity,
  facts: unknownMeasures,
  permission: 'action:report',
} as const;
const ledgerLife = { decider: ledgerLifeDecider, entityOf: () => LEDGER_ENTITY } as const;

/** Every command there is. A command that is not in this table does not exist. */
export const commandCatalogue: readonly CommandRow[] = [
  row({
    ...indicator,
    command: DefineIndicator,
    path: 'indicators',
    summary: 'Define an indicator, or revise its definition',
  }),
  row({ ...indicator, command: RetireIndicator, path: 'indicators/retire', summary: 'Take an indicator out of use' }),
  row({
    ...kpiReturn,
    command: SubmitReturn,
    path: 'returns',
    summary: 'Submit a return, or correct one with a reason',
  }),
  row({
    ...kpiReturn,
    command: CorrectClosedReturn,
    path: 'returns/correct-closed',
    summary: 'Correct a return whose round is closed',
    permission: 'return:correct-closed',
  }),
  row({ ...kpiReturn, command: WithdrawReturn, path: 'returns/withdraw', summary: 'Withdraw a return' }),
  row({
    ...round,
    command: OpenRound,
    path: 'rounds',
    summary: 'Open a collection round, or revise an open one',
  }),
  row({ ...round, command: CloseRound, path: 'rounds/close', summary: 'Close a round: its returns are refused' }),
  row({ ...round, command: ReopenRound, path: 'rounds/reopen', summary: 'Reopen a closed round' }),
  row({ ...target, command: SetTarget, path: 'targets', summary: 'Set or revise a target' }),
  row({ ...target, command: WithdrawTarget, path: 'targets/withdraw', summary: 'Withdraw a target' }),
  row({ ...benchmark, command: ReleaseBenchmark, path: 'benchmarks', summary: 'Release or restate a benchmark' }),
  row({ ...benchmark, command: WithdrawBenchmark, path: 'benchmarks/withdraw', summary: 'Withdraw a benchmark' }),
  row({
    command: PublishRelease,
    path: 'releases',
    summary: 'Record that a publisher released a table',
    permission: 'benchmark:release',
    decider: releaseDecider,
    entityOf: releaseEntity,
    facts: none,
  }),
  row({
    ...action,
    command: RecordAction,
    path: 'actions',
    summary: 'Plan an action, or say what has changed about it',
    permission: 'action:plan',
  }),
  row({
    ...action,
    command: ReportActionProgress,
    path: 'actions/report-progress',
    summary: 'Report progress on an action',
  }),
  row({
    ...action,
    command: RescheduleAction,
    path: 'actions/reschedule',
    summary: 'Move the due date of an action',
    permission: 'action:plan',
  }),
  row({
    ...action,
    command: ReassignActionLead,
    path: 'actions/reassign',
    summary: 'Give an action another lead',
    permission: 'action:plan',
  }),
  row({ ...action, command: CompleteAction, path: 'actions/complete', summary: 'Complete an action' }),
  row({
    ...action,
    command: ReopenAction,
    path: 'actions/reopen',
    summary: 'Reopen an action',
    permission: 'action:plan',
  }),
  row({
    ...action,
    command: CancelAction,
    path: 'actions/cancel',
    summary: 'Cancel an action',
    permission: 'action:plan',
  }),
  row({
    ...ledgerLife,
    command: OpenLedger,
    path: null,
    summary: 'Open a ledger for migration',
    permission: 'ledger:administer',
    facts: () => ({ redactable: null }),
    live: false,
  }),
  row({
    ...ledgerLife,
    command: CloseMigration,
    path: 'go-live',
    summary: 'Close migration',
    permission: 'ledger:administer',
    facts: () => ({ redactable: null }),
    live: false,
  }),
  row({
    ...ledgerLife,
    command: RedactText,
    path: 'texts/redact',
    summary: 'Remove a text from the text store',
    permission: 'text:redact',
    facts: ({ reader }, { position, field }) => ({ redactable: redactableText(reader, position, field) }),
    live: false,
  }),
  row({
    ...ledgerLife,
    command: RotateSigningKey,
    path: null,
    summary: 'Put another signing key in place',
    permission: 'ledger:administer',
    facts: () => ({ redactable: null }),
    live: false,
  }),
  row({
    ...ledgerLife,
    command: IssueSnapshot,
    path: null,
    summary: 'Issue a frozen scorecard to a body',
    permission: 'snapshot:issue',
    facts: () => ({ redactable: null }),
  }),
];

const byName = new Map(commandCatalogue.map((each) => [each.name, each]));

/** @throws RangeError for a name that is not in the catalogue */
export function commandRow(name: string): CommandRow {
  const found = byName.get(name);
  if (found === undefined) throw new RangeError(`there is no command ${name}`);
  return found;
}

const asksFor = ({ returns }: CollectionRound, { indicator, breakdown }: AskedReturn): boolean =>
  returns.some((asked) => asked.indicator === indicator && asked.breakdown === breakdown);

function redactableText(
  reader: LedgerReader,
  position: number,
  field: string,
): { digest: string; redacted: boolean } | null {
  const digest = reader.eventAt(position)?.data[field];
  if (typeof digest !== 'string') return null;
  const kept = reader.text(digest);
  return kept === null ? null : { digest, redacted: 'redactedAt' in kept };
}
