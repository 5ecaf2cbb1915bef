import { londonDateOf, periodOf } from '@outturn/kernel';
import { sameTarget, type TargetEvent, type TargetPast } from '@outturn/domain';
import { originOf } from '../basis.js';
import { view, type Placed } from '../view.js';
import { targetView } from './target.view.js';

/** Every target that was ever set, as it stood when its time was over and as it stands. */
export const targetPastView = view<TargetEvent, TargetPast>({
  name: 'target_past',
  version: 1,
  keyOf: (event) => targetView.keyOf(event),
  on: {
    TargetSet: (row, event) => after(row, event, event.data.target),
    TargetRevised: (row, event) => after(row, event, event.data.target),
    TargetWithdrawn: (row, event) => after(row, event, null),
  },
});

function after(row: TargetPast | null, event: Placed<TargetEvent>, stands: TargetPast['stands']): TargetPast {
  const { indicator, breakdown, span } = event.data;
  const origin = originOf(event);
  const ended = span.period === null ? span.to : periodOf(span.period).end;
  const slot = { id: event.entity, indicator, breakdown, ...span, ended };
  const day = londonDateOf(event.knownFrom);
  // A first target of which a history that was told says no day may be of any day, and is not held against anybody.
  const isInTime = day <= ended || (row === null && origin.undated === true);
  if (isInTime) return { ...slot, atEnd: stands, stands, moved: null };
  if (row !== null && sameTarget(row.stands, stands)) return row;
  return {
    ...slot,
    atEnd: row?.atEnd ?? null,
    stands,
    moved: { ...origin, on: origin.undated === true ? null : day },
  };
}
