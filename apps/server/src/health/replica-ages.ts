import type { ReplicaStanding } from '@outturn/wiring';
import { greatest } from '@outturn/kernel';

/** How old what this node shows may be: of all its replicas the worst, so that no ledger is named. */
export interface ReplicaAges {
  /** Records that the store had more than a replica when it was last heard of; null where one isn't known any more. */
  readonly behind: number | null;
  /** How long ago that was. */
  readonly seenSecondsAgo: number;
  /** How long ago the stored bytes were last hashed again to the end; null if one has never been. */
  readonly rehashedSecondsAgo: number | null;
}

/** How long it stands that a replica is not behind: the end of its stream is looked at every 5 seconds. Seconds. */
const STANDS = 10;

/**
 * How many records a replica lacks, as far as it is known now; null where the store may have gone on since it was last heard
 * of. What was missing then is missing still.
 * @param now milliseconds since 1970
 */
export function behindNow({ behind, seenAt }: ReplicaStanding, now: number): number | null {
  const age = secondsSince(seenAt, now);
  return behind === 0 && (age === null || age > STANDS) ? null : behind;
}

/** How long the store may be silent before this node no longer says that it is ready. Seconds. */
const SILENCE = 60;

/** @param now milliseconds since 1970 */
export function replicaAges(
  replicas: readonly ReplicaStanding[],
  now: number,
): ReplicaAges & { readonly stopped: number; readonly silent: number } {
  const ages = replicas.map(({ seenAt }) => secondsSince(seenAt, now) ?? Infinity);
  const behind = replicas.map((replica) => behindNow(replica, now));
  const rehashed = replicas.map(({ rehashedAt }) => secondsSince(rehashedAt, now));
  return {
    behind: behind.includes(null) ? null : greatest([0, ...behind.map((records) => records ?? 0)]),
    seenSecondsAgo: greatest([0, ...ages]),
    rehashedSecondsAgo: rehashed.includes(null) ? null : greatest([0, ...rehashed.map((age) => age ?? 0)]),
    stopped: replicas.filter(({ stopped }) => stopped !== null).length,
    silent: ages.filter((age) => age > SILENCE).length,
  };
}

const secondsSince = (instant: string | null, now: number): number | null =>
  instant === null ? null : Math.max(0, Math.round((now - Date.parse(instant)) / 1000));
