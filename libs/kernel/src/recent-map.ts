/**
 * Remembers what was used most recently: between half of `most` and `most` entries. Two maps take turns: when the younger
 * one has half of them it becomes the older one, whose entries are forgotten unless they are asked for again. It takes no
 * room before it is filled, where a cache that reserves its places holds megabytes for every ledger that was written once.
 */
export class RecentMap<Key, Value extends object> {
  private young = new Map<Key, Value>();
  private old = new Map<Key, Value>();
  private readonly half: number;

  /** @throws RangeError below 2: half of that would be nothing */
  constructor(most: number) {
    if (!(most >= 2)) throw new RangeError(`${most} entries can't be halved`);
    this.half = Math.floor(most / 2);
  }

  get(key: Key): Value | undefined {
    const young = this.young.get(key);
    if (young !== undefined) return young;
    const old = this.old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: Key, value: Value): void {
    if (this.young.size >= this.half && !this.young.has(key)) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }

  delete(key: Key): void {
    this.young.delete(key);
    this.old.delete(key);
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}
