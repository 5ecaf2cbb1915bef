import type { Instant } from '@outturn/kernel';
import type { Origin, RoundData, RoundEvent } from '@outturn/domain';
import { originOf } from '../basis.js';
import { keyOf } from '../key.js';
import { ofRow, view } from '../view.js';

/** A collection round as it stands. `closed` is the event that closed it; null while it is open. */
export type CollectionRound = RoundData &
  Origin & {
    /** The position of the event that opened it first. */
    readonly openedAt: number;
    readonly closed: { readonly at: Instant; readonly position: number } | null;
    /** The digest of the reason for which it was reopened last. */
    readonly reopenedFor: string | null;
  };

/** Why a round was revised belongs to the event, not to what stands. */
const askedIn = ({ reason: _reason, ...asks }: RoundData & { readonly reason: unknown }): RoundData => asks;

/** The period comes first in the key, so that the rounds of a period lie together. */
export const roundView = view<RoundEvent, CollectionRound>({
  name: 'round',
  version: 2,
  keyOf: ({ data: { period, round } }) => keyOf(period, round),
  on: {
    RoundOpened: (_row, event) => ({
      ...event.data,
      openedAt: event.position,
      closed: null,
      reopenedFor: null,
      ...originOf(event),
    }),
    RoundRevised: ofRow((row, event) => ({ ...row, ...askedIn(event.data), ...originOf(event) })),
    RoundClosed: ofRow((row, event) => ({
      ...row,
      closed: { at: event.knownFrom, position: event.position },
      ...originOf(event),
    })),
    RoundReopened: ofRow((row, event) => ({
      ...row,
      due: event.data.due,
      closed: null,
      reopenedFor: event.data.reason,
      ...originOf(event),
    })),
  },
});
