import type { FigureRow, KpiReturnEvent } from '@outturn/domain';
import { originOf } from '../basis.js';
import { keyOf } from '../key.js';
import { gone, view, type Placed } from '../view.js';

/** A council's own figure of one indicator, breakdown and period, with the version of the definition it was made under. */
export type OwnFigure = FigureRow & { readonly definition: number };

type Stated = Exclude<KpiReturnEvent, { readonly type: 'KpiReturnWithdrawn' }>;

function stated(_row: OwnFigure | null, event: Placed<Stated>): OwnFigure {
  const {
    indicator,
    breakdown,
    period,
    value,
    computed,
    numerator,
    denominator,
    symbol,
    qualifier,
    status,
    commentary,
    source,
    extractedOn,
    sourceDigest,
    warnings,
    definition,
  } = event.data;
  return {
    indicator,
    breakdown,
    period,
    value,
    computed,
    numerator,
    denominator,
    status,
    commentary,
    source,
    extractedOn,
    sourceDigest,
    warnings,
    definition,
    published: null,
    symbol,
    qualifier,
    ...originOf(event),
  };
}

export const figureView = view<KpiReturnEvent, OwnFigure>({
  name: 'figure',
  version: 3,
  keyOf: ({ data: { indicator, breakdown, period } }) => keyOf(indicator, breakdown, period),
  on: {
    KpiReturnSubmitted: stated,
    KpiReturnFinalised: stated,
    KpiReturnCorrected: stated,
    KpiReturnWithdrawn: gone,
  },
});
