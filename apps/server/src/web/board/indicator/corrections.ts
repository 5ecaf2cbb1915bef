import type { HistoryRow, ScorecardRow } from '@outturn/wiring';
import { dayInWords, inUnit, knownDay } from '@outturn/reporting';

/** What each change of a figure after its first submission said, oldest first: from what, to what, when and why. */
export function correctionsOf(
  told: readonly HistoryRow[],
  { indicator, breakdown, period, unit }: Pick<ScorecardRow, 'indicator' | 'breakdown' | 'period' | 'unit'>,
): string[] {
  const own = told.filter(
    ({ data }) => data['indicator'] === indicator && data['breakdown'] === breakdown && data['period'] === period,
  );
  return own.flatMap((event, at) => {
    const before = own[at - 1];
    if (before === undefined || event.type === 'KpiReturnWithdrawn') return [];
    const [was, is] = [before, event].map(({ data }) => data['value'] ?? data['computed']);
    const moved =
      typeof was === 'string' && typeof is === 'string' && was !== is
        ? ` from ${inUnit(was, unit)} to ${inUnit(is, unit)}`
        : '';
    const done = event.type === 'KpiReturnFinalised' ? 'Made final' : 'Corrected';
    const reason = event.texts['reason'];
    const why = reason === null || reason === undefined ? '' : `: ${reason}`;
    return [`${done}${moved} on ${dayInWords(knownDay(event.knownFrom))}${why}`];
  });
}
