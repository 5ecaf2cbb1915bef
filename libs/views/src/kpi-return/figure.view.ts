import { unreachable } from '@outturn/kernel';
import type { FigureRow, KpiReturnEvent } from '@outturn/domain';
import type { ViewFold } from '@outturn/ledger';
import { originOf } from '../basis.js';
import { keyOf } from '../key.js';

/** A council's own figure of one indicator, breakdown and period, with the version of the definition it was made under. */
export type OwnFigure = FigureRow & { readonly definition: number };

export const figureView: ViewFold<OwnFigure> = {
  name: 'figure',
  version: 2,
  handles: new Set<KpiReturnEvent['type']>([
    'KpiReturnSubmitted',
    'KpiReturnFinalised',
    'KpiReturnCorrected',
    'KpiReturnWithdrawn',
  ]),
  keyOf(envelope) {
    const { indicator, breakdown, period } = (envelope as unknown as KpiReturnEvent).data;
    return keyOf(indicator, breakdown, period);
  },
  apply(_row, envelope) {
    const event = envelope as unknown as KpiReturnEvent;
    switch (event.type) {
      case 'KpiReturnSubmitted':
      case 'KpiReturnFinalised':
      case 'KpiReturnCorrected': {
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
          ...originOf(envelope),
        };
      }
      case 'KpiReturnWithdrawn':
        return null;
      default:
        return unreachable(event);
    }
  },
};
