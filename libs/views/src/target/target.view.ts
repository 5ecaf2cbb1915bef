import { unreachable } from '@outturn/kernel';
import type { TargetEvent, TargetRow } from '@outturn/domain';
import type { ViewFold } from '@outturn/ledger';
import { originOf } from '../basis.js';
import { keyOf } from '../key.js';

/** A target as it stands; its words (why, who approved it) are digests of texts. */
export type StandingTarget = TargetRow & {
  readonly rationale: string | null;
  readonly approvedBy: string | null;
  readonly approvedOn: string | null;
};

export const targetView: ViewFold<StandingTarget> = {
  name: 'target',
  version: 1,
  handles: new Set<TargetEvent['type']>(['TargetSet', 'TargetRevised', 'TargetWithdrawn']),
  keyOf(envelope) {
    const { indicator, breakdown, span } = (envelope as unknown as TargetEvent).data;
    return keyOf(indicator, breakdown, span.period ?? `${span.from}..${span.to}`);
  },
  apply(_row, envelope) {
    const event = envelope as unknown as TargetEvent;
    switch (event.type) {
      case 'TargetSet':
      case 'TargetRevised': {
        const { indicator, breakdown, span, target, rationale, approvedBy, approvedOn } = event.data;
        return {
          id: envelope.entity,
          indicator,
          breakdown,
          ...span,
          target,
          rationale,
          approvedBy,
          approvedOn,
          ...originOf(envelope),
        };
      }
      case 'TargetWithdrawn':
        return null;
      default:
        return unreachable(event);
    }
  },
};
