import {
  benchmarkDecider,
  benchmarkEntity,
  CancelAction,
  CloseMigration,
  CloseRound,
  commandClassOf,
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
} from '@outturn/domain';
import {
  none,
  ofDefinition,
  ofIndicator,
  ofReturn,
  ofRound,
  redactableText,
  unknownMeasures,
} from './command-facts.js';
import { row, type CommandRow } from './command-row.js';

const indicator = {
  decider: indicatorDecider,
  entityOf: indicatorEntity,
  facts: ofDefinition,
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
    summary: 'Open a ledger for migration, or live from the start',
    permission: 'ledger:administer',
    facts: () => ({ redactable: null }),
    dated: false,
  }),
  row({
    ...ledgerLife,
    command: CloseMigration,
    path: 'go-live',
    summary: 'End migration and go live, which nothing undoes',
    permission: 'ledger:administer',
    facts: () => ({ redactable: null }),
    dated: false,
  }),
  row({
    ...ledgerLife,
    command: RedactText,
    path: 'texts/redact',
    summary: 'Remove a text from the text store',
    permission: 'text:redact',
    facts: ({ reader }, { position, field }) => ({ redactable: redactableText(reader, position, field) }),
    dated: false,
  }),
  row({
    ...ledgerLife,
    command: RotateSigningKey,
    path: null,
    summary: 'Put another signing key in place',
    permission: 'ledger:administer',
    facts: () => ({ redactable: null }),
    dated: false,
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

/** The row of a command. @throws TypeError for what is no command, RangeError for one that is not in the catalogue */
export const rowOf = (command: object): CommandRow => commandRow(commandClassOf(command).commandName);

/** @throws RangeError for a name that is not in the catalogue */
export function commandRow(name: string): CommandRow {
  const found = byName.get(name);
  if (found === undefined) throw new RangeError(`there is no command ${name}`);
  return found;
}
