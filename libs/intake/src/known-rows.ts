import { compareTimes } from './import-order.js';
import type { RowCommand } from './row-kinds.js';

/** A row as a ledger took it in before: what it was about, and which version of that it led to. */
export interface RowTaken {
  readonly entity: string;
  readonly version: number;
  /** Whether nothing has become of its entity since. */
  readonly isLatest: boolean;
}

/** What a ledger remembers of the rows of files. */
export interface EarlierRows {
  /** Null if no row of this digest was taken in. */
  taken(digest: string): RowTaken | null;
  /** Whether one row alone led an entity from one version to another, and nobody else had a word between. */
  isOneStep(entity: string, from: number, to: number): boolean;
  /** What the command of a row is about, spelled as the ledger spells it. */
  entityOf(command: RowCommand): string;
}

interface Placed {
  readonly entity: string;
  readonly occurred: string | null;
  /** Its place among all rows of the call. */
  readonly place: number;
}

/** A row of this call that was taken in before. */
export type TakenAgain = Placed & RowTaken;

/**
 * Of the rows that were taken in before, those that are decided like new ones. What the rows of a call say of one thing is
 * a story with an order. Known is as much of its beginning as led, step by step and with nobody else between, to what
 * stands now. Whatever comes behind that is said again: a row whose slot says something else by now, and one that
 * follows a row which says something new.
 */
export function rowsSaidAgain(
  taken: readonly TakenAgain[],
  fresh: readonly Placed[],
  earlier: Pick<EarlierRows, 'isOneStep'>,
): Set<TakenAgain> {
  const stories = new Map<string, Placed[]>();
  for (const { entity, isLatest } of taken) if (!isLatest) stories.set(entity, []);
  for (const { entity } of fresh) stories.set(entity, []);
  const again = new Set<TakenAgain>();
  if (stories.size === 0) return again;
  for (const row of taken) stories.get(row.entity)?.push(row);
  for (const row of fresh) {
    const story = stories.get(row.entity);
    // A new row that says no day is not of a day before those that do: it is decided on what stands.
    if (row.occurred !== null || story?.every(({ occurred }) => occurred === null) === true) story?.push(row);
  }
  for (const story of stories.values()) {
    story.sort((one, other) => compareTimes(one, other) || one.place - other.place);
    for (const row of story.slice(knownBeginning(story, earlier))) if (isTaken(row)) again.add(row);
  }
  return again;
}

/** How many rows of a story need not be looked at. */
function knownBeginning(story: readonly Placed[], { isOneStep }: Pick<EarlierRows, 'isOneStep'>): number {
  let known = 0;
  let before: RowTaken | null = null;
  for (const [index, row] of story.entries()) {
    if (!isTaken(row)) break;
    const [from, to] = [before?.version ?? row.version, row.version];
    if (from > to || (from < to && !isOneStep(row.entity, from, to))) break;
    if (row.isLatest) known = index + 1;
    before = row;
  }
  return known;
}

const isTaken = (row: Placed): row is TakenAgain => 'version' in row;
