/** A ledger that can let go of its files, and takes them up again by itself when it is next used. */
export interface LetsGo {
  /** Lets go of the files unless something is under way. @returns whether they are closed */
  rest(): boolean;
  /** Bounds what each of its connections remembers of its file, in bytes. */
  boundCache(bytes: number): void;
}

/** What one connection remembers of its file at the least and at the most, in bytes. */
const LEAST_CACHE = 1 << 20;
const MOST_CACHE = 16 << 20;

/** What all connections of one thread remember of their files together, in bytes. */
const ALL_CACHES = 256 << 20;

/**
 * The ledgers of one thread whose files are open: at most so many. When there is one more, the one that was used longest
 * ago and has nothing under way lets go. All share the room for what is remembered of the files.
 */
export class OpenFiles {
  /** In the order of their last use. */
  private readonly open = new Set<LetsGo>();
  private latest: LetsGo | null = null;
  private cache = MOST_CACHE;

  /** @param most at least 1 */
  constructor(readonly most: number) {
    if (!Number.isSafeInteger(most) || most < 1) throw new RangeError(`${most} ledgers can't be open`);
  }

  /** How many are open now. More than `most` only where all of them have something under way. */
  get size(): number {
    return this.open.size;
  }

  /** Call it whenever a ledger uses its files, before it opens them. */
  used(ledger: LetsGo): void {
    if (ledger === this.latest) return;
    const isAnother = !this.open.delete(ledger);
    this.open.add(ledger);
    this.latest = ledger;
    this.relieve();
    if (isAnother) this.shareRoom(ledger);
  }

  /** A ledger has closed its files for good. */
  gone(ledger: LetsGo): void {
    this.open.delete(ledger);
    if (this.latest === ledger) this.latest = null;
  }

  /** Call it when a ledger has nothing under way any more: where too many are open, the time has come. */
  relieve(): void {
    if (this.open.size <= this.most) return;
    for (const ledger of this.open) {
      if (this.open.size <= this.most) return;
      if (ledger !== this.latest && ledger.rest()) this.open.delete(ledger);
    }
  }

  private shareRoom(newest: LetsGo): void {
    // By powers of two, so that opening one more seldom changes what the others have.
    const sharers = 2 ** Math.ceil(Math.log2(this.open.size));
    const cache = Math.max(LEAST_CACHE, Math.min(MOST_CACHE, ALL_CACHES / sharers));
    const changed = cache === this.cache ? [newest] : this.open;
    this.cache = cache;
    for (const ledger of changed) ledger.boundCache(cache);
  }
}
