import { qualifiers, type Assessment } from '@outturn/domain';
import { figureSaid } from '../../words/figure-words.js';
import { dayInWords, knownDay } from '../../words/period-words.js';

/** An event with the words beside it by the name of their member; null if they are gone. */
export interface ToldEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>>;
  readonly knownFrom: string;
}

/** The figures of a series that were changed after they were first submitted: those whose history has to be asked for. */
export const changedFigures = (
  rows: readonly Assessment[],
): { readonly indicator: string; readonly breakdown: string; readonly period: string }[] =>
  rows.flatMap(({ indicator, breakdown, period, provenance }) =>
    period !== null && provenance.some(({ type }) => type === 'KpiReturnCorrected' || type === 'KpiReturnFinalised')
      ? [{ indicator, breakdown, period }]
      : [],
  );

/** What each change of a figure after its first submission said, oldest first: from what, to what, when and why. */
export function correctionsOf(
  told: readonly ToldEvent[],
  { indicator, breakdown, period, unit }: Pick<Assessment, 'indicator' | 'breakdown' | 'period' | 'unit'>,
): string[] {
  const own = told.filter(
    ({ data }) => data['indicator'] === indicator && data['breakdown'] === breakdown && data['period'] === period,
  );
  return own.flatMap((event, at) => {
    const before = own[at - 1];
    if (before === undefined || event.type === 'KpiReturnWithdrawn') return [];
    const [was, is] = [before, event].map((each) => figureIn(each, unit));
    const moved = was !== null && is !== null && was !== is ? ` from ${was} to ${is}` : '';
    const done = event.type === 'KpiReturnFinalised' ? 'Made final' : 'Corrected';
    const reason = event.texts['reason'];
    const why = reason === null || reason === undefined ? '' : `: ${reason}`;
    return [`${done}${moved} on ${dayInWords(knownDay(event.knownFrom))}${why}`];
  });
}

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The figure that an event said, with its qualifier or with why there is none; null for an event that said none. */
function figureIn({ data }: ToldEvent, unit: Assessment['unit']): string | null {
  const symbol = textOr(data['symbol']);
  // An event of an earlier release may have counts alone.
  const value = textOr(data['value']) ?? (symbol === null ? textOr(data['computed']) : null);
  const qualifier = qualifiers.find((each) => each === data['qualifier']) ?? null;
  return value === null && symbol === null ? null : figureSaid({ value, symbol, qualifier }, unit);
}
