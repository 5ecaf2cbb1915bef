import type { LedgerEvent } from '@outturn/domain';
import { dayInWords, instantInWords, knownDay } from '@outturn/reporting';
import type { HistoryRow } from '@outturn/wiring';

/** What somebody did to a return or an action, to be read behind their name. */
const deeds: Readonly<Partial<Record<LedgerEvent['type'], string>>> = {
  KpiReturnSubmitted: 'submitted this return',
  KpiReturnFinalised: 'made the provisional figure final',
  KpiReturnCorrected: 'corrected this return',
  KpiReturnWithdrawn: 'withdrew this return',
  ActionPlanned: 'planned this action',
  ActionReworded: 'reworded this action',
  ActionStarted: 'said that this action is in progress',
  ActionPutBack: 'said that this action is planned again',
  ActionProgressReported: 'reported progress',
  ActionRescheduled: 'moved the due date',
  ActionLeadReassigned: 'gave this action another lead',
  ActionCompleted: 'completed this action',
  ActionReopened: 'reopened this action',
  ActionCancelled: 'cancelled this action',
  RoundOpened: 'opened this round',
  RoundRevised: 'changed what this round asks',
  RoundClosed: 'closed this round',
  RoundReopened: 'reopened this round',
};

/** Who did what and when, as a sentence without its full stop. What was told of the past has the day that it is about. */
export function deedSentence({
  type,
  actor,
  recordedAt,
  knownFrom,
}: Pick<HistoryRow, 'type' | 'actor' | 'recordedAt' | 'knownFrom'>): string {
  const deed = `${actor} ${deeds[type as LedgerEvent['type']] ?? 'changed this'}`;
  if (knownFrom === recordedAt) return `${deed} on ${instantInWords(recordedAt)}`;
  const day = knownDay(knownFrom);
  return `${deed}${day === 'undated' ? '' : ` on ${dayInWords(day)}`}, as told on ${dayInWords(knownDay(recordedAt))}`;
}
