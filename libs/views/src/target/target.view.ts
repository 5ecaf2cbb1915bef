import type { TargetEvent, TargetRow } from '@outturn/domain';
import { originOf } from '../basis.js';
import { keyOf } from '../key.js';
import { gone, view, type Placed } from '../view.js';

/** A target as it stands; its words (why, who approved it) are digests of texts. */
export type StandingTarget = TargetRow & {
  readonly rationale: string | null;
  readonly approvedBy: string | null;
  readonly approvedOn: string | null;
};

type Stated = Exclude<TargetEvent, { readonly type: 'TargetWithdrawn' }>;

function stated(_row: StandingTarget | null, event: Placed<Stated>): StandingTarget {
  const { indicator, breakdown, span, target, rationale, approvedBy, approvedOn } = event.data;
  return {
    id: event.entity,
    indicator,
    breakdown,
    ...span,
    target,
    rationale,
    approvedBy,
    approvedOn,
    ...originOf(event),
  };
}

export const targetView = view<TargetEvent, StandingTarget>({
  name: 'target',
  version: 2,
  keyOf: ({ data: { indicator, breakdown, span } }) =>
    keyOf(indicator, breakdown, span.period ?? `${span.from}..${span.to}`),
  on: { TargetSet: stated, TargetRevised: stated, TargetWithdrawn: gone },
});
