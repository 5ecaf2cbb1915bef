import { assess, verdictChanges } from '@outturn/domain';
import type { LedgerReader } from '@outturn/ledger';
import type { ResolvedMoment } from '../known-at.js';
import { assessedRows, withWords, type ScorecardRow } from './scorecard.js';

/** A row of the scorecard on which a verdict is another one; `after` is null where the row is not there any more. */
export interface ChangedVerdict {
  readonly before: ScorecardRow;
  readonly after: ScorecardRow | null;
}

/** The rows of the scorecard whose verdicts changed between two moments, whatever did it: events, or time alone. */
export function changedVerdicts(reader: LedgerReader, from: ResolvedMoment, to: ResolvedMoment): ChangedVerdict[] {
  if (from.position === to.position && from.asAt === to.asAt) return [];
  const later = new Map(assessedRows(reader, to, null, assess).map((row) => [seriesOf(row), row]));
  const firstOf = new Map([...later.values()].toReversed().map((row) => [breakdownOf(row), row]));
  return assessedRows(reader, from, null, assess).flatMap((before) => {
    // A row that had no figure yet had no series either: it has become the main one.
    const after = (before.periodKind === null ? firstOf.get(breakdownOf(before)) : later.get(seriesOf(before))) ?? null;
    if (verdictChanges(before, after).length === 0) return [];
    return [{ before: withWords(reader, before), after: after && withWords(reader, after) }];
  });
}

const breakdownOf = ({ indicator, breakdown }: ScorecardRow): string => `${indicator}\n${breakdown}`;
const seriesOf = (row: ScorecardRow): string => `${breakdownOf(row)}\n${row.periodKind ?? ''}`;
