import type { Assessment } from '@outturn/domain';
import { COMPARATORS } from './ink.js';

/**
 * The comparators that a chart has lines for: those that a target names, then England, then the others by their ids, as
 * many as there are inks that can be told apart.
 */
export function shownAreas(rows: readonly Assessment[]): string[] {
  const named = rows.flatMap(({ target }) => target?.rules.flatMap(({ area }) => area ?? []) ?? []);
  const valued = rows.flatMap(({ benchmarks }) =>
    benchmarks.flatMap(({ area, value }) => (value === null ? [] : area)),
  );
  const present = new Set(valued);
  // The Department for Education writes it with a capital, our own ledgers without.
  const order = new Set([...named, 'england', 'England', ...[...present].sort()]);
  return [...order].filter((area) => present.has(area)).slice(0, COMPARATORS.length);
}
