import { unreachable, type Instant } from '@outturn/kernel';
import type { Origin, RoundData, RoundEvent } from '@outturn/domain';
import type { ViewFold } from '@outturn/ledger';
import { originOf } from '../basis.js';
import { keyOf } from '../key.js';

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
export const roundView: ViewFold<CollectionRound> = {
  name: 'round',
  version: 1,
  handles: new Set<RoundEvent['type']>(['RoundOpened', 'RoundRevised', 'RoundClosed', 'RoundReopened']),
  keyOf(envelope) {
    const { period, round } = (envelope as unknown as RoundEvent).data;
    return keyOf(period, round);
  },
  apply(row, envelope) {
    const event = envelope as unknown as RoundEvent;
    const origin = originOf(envelope);
    if (event.type === 'RoundOpened')
      return { ...event.data, openedAt: envelope.position, closed: null, reopenedFor: null, ...origin };
    if (row === null) return null;
    switch (event.type) {
      case 'RoundRevised':
        return { ...row, ...askedIn(event.data), ...origin };
      case 'RoundClosed':
        return { ...row, closed: { at: envelope.knownFrom, position: envelope.position }, ...origin };
      case 'RoundReopened':
        return { ...row, due: event.data.due, closed: null, reopenedFor: event.data.reason, ...origin };
      default:
        return unreachable(event);
    }
  },
};
