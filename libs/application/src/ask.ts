import type { Ledger } from '@outturn/ledger';
import type { Permission } from './permission.js';
import { actionPlan, type ActionPlan } from './plan-action/action-plan.js';
import type { Moment } from './known-at.js';
import { difference, type Difference, type DifferenceQuestion } from './ledger-life/difference.js';
import { currentFigures, type CurrentFigure, type FiguresQuestion } from './kpi-return/figures.js';
import { history, type HistoryQuestion, type HistoryRow } from './ledger-life/history.js';
import { indicatorList, type IndicatorList } from './indicator/indicator-list.js';
import { indicatorSeries, type IndicatorQuestion, type IndicatorSeries } from './indicator/indicator-series.js';
import { journal, type Journal, type JournalQuestion } from './ledger-life/journal.js';
import { ledgerSummary, type LedgerSummary } from './ledger-life/ledger-summary.js';
import { reminders, rounds, type Reminders, type Rounds, type RoundsQuestion } from './round/rounds.js';
import { scorecard, type Scorecard, type ScorecardQuestion } from './indicator/scorecard.js';
import type { Grounds, Listing } from './answer.js';
import { takeSnapshot, type Snapshot } from './snapshot.js';

/** Every question that can be asked of a ledger, with what it is asked with and what it answers. */
export interface Questions {
  summary: { question: Record<string, never>; answer: LedgerSummary };
  scorecard: { question: ScorecardQuestion; answer: Scorecard };
  indicators: { question: Moment; answer: IndicatorList };
  indicator: { question: IndicatorQuestion; answer: IndicatorSeries };
  figures: { question: FiguresQuestion; answer: { grounds: Grounds; pages: Iterable<CurrentFigure[]> } };
  actions: { question: Moment; answer: ActionPlan };
  rounds: { question: RoundsQuestion; answer: Rounds };
  reminders: { question: RoundsQuestion; answer: Reminders };
  history: { question: HistoryQuestion; answer: Listing<HistoryRow> };
  journal: { question: JournalQuestion; answer: Journal };
  diff: { question: DifferenceQuestion; answer: Difference };
  snapshot: { question: ScorecardQuestion & { readonly preparedFor?: string }; answer: Snapshot };
}
export type QuestionName = keyof Questions;

export interface QueryRow<Name extends QuestionName> {
  readonly permission: Permission;
  ask(ledger: Ledger, question: Questions[Name]['question']): Questions[Name]['answer'];
}

/** Every query there is. Each answers from one consistent state of the ledger. */
export const queryCatalogue: { readonly [Name in QuestionName]: QueryRow<Name> } = {
  summary: { permission: 'ledger:read', ask: (ledger) => ledger.read(ledgerSummary) },
  scorecard: {
    permission: 'ledger:read',
    ask: (ledger, question) => ledger.read((reader) => scorecard(reader, question)),
  },
  indicators: {
    permission: 'ledger:read',
    ask: (ledger, question) => ledger.read((reader) => indicatorList(reader, question)),
  },
  indicator: {
    permission: 'ledger:read',
    ask: (ledger, question) => ledger.read((reader) => indicatorSeries(reader, question)),
  },
  figures: { permission: 'ledger:read', ask: currentFigures },
  actions: {
    permission: 'ledger:read',
    ask: (ledger, question) => ledger.read((reader) => actionPlan(reader, question)),
  },
  rounds: { permission: 'ledger:read', ask: (ledger, question) => ledger.read((reader) => rounds(reader, question)) },
  reminders: {
    permission: 'ledger:read',
    ask: (ledger, question) => ledger.read((reader) => reminders(reader, question)),
  },
  history: { permission: 'ledger:read', ask: (ledger, question) => ledger.read((reader) => history(reader, question)) },
  journal: { permission: 'ledger:read', ask: (ledger, question) => ledger.read((reader) => journal(reader, question)) },
  diff: { permission: 'ledger:read', ask: (ledger, question) => ledger.read((reader) => difference(reader, question)) },
  snapshot: {
    permission: 'ledger:read',
    ask: (ledger, { preparedFor, ...question }) =>
      ledger.read((reader) => takeSnapshot(reader, question, preparedFor ?? null)),
  },
};

/**
 * Answers a question of the catalogue; export, replay and verify read a ledger as a whole.
 * @param today today in London as the edge's clock says it, an ISO date; a question that says its own keeps it
 * @throws QuestionRefused, NotKnown
 */
export function ask<Name extends QuestionName>(
  ledger: Ledger,
  name: Name,
  question: Questions[Name]['question'],
  today: string,
): Questions[Name]['answer'] {
  return queryCatalogue[name].ask(ledger, { today, ...question } as Questions[Name]['question']);
}
