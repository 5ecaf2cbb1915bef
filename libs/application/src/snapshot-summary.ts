import { namedPositions } from './proven-snapshot.js';
import type { Snapshot } from './snapshot.js';

type Rating = Snapshot['rows'][number]['rag'];

/** What there is to say of a snapshot without its rows: a page of 21,000 breakdowns needs none of them. Plain data. */
export interface SnapshotSummary extends Pick<
  Snapshot,
  'ledger' | 'position' | 'root' | 'asAt' | 'indicators' | 'rules' | 'digest'
> {
  readonly rows: number;
  readonly ratings: Readonly<Partial<Record<Rating, number>>>;
  /** How many rows have a target that was moved after its time had ended. */
  readonly moved: number;
  /** How many events it rests on, each of which is proven in its file. */
  readonly events: number;
}

export function summaryOfSnapshot(snapshot: Snapshot): SnapshotSummary {
  const { ledger, position, root, asAt, indicators, rules, digest, rows } = snapshot;
  const ratings: Partial<Record<Rating, number>> = {};
  for (const { rag } of rows) ratings[rag] = (ratings[rag] ?? 0) + 1;
  const moved = rows.filter(({ movedTargets }) => movedTargets.length > 0).length;
  const events = namedPositions(snapshot).length;
  return { ledger, position, root, asAt, indicators, rules, digest, rows: rows.length, ratings, moved, events };
}
