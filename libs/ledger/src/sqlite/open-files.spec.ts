import fc from 'fast-check';
import { OpenFiles, type LetsGo } from './open-files.js';

/** A ledger whose files are a flag. */
class Flag implements LetsGo {
  isOpen = false;
  isBusy = false;
  cache = 0;

  constructor(private readonly files: OpenFiles) {}

  use(): void {
    this.files.used(this);
    this.isOpen = true;
  }

  rest(): boolean {
    if (this.isBusy) return false;
    this.isOpen = false;
    return true;
  }

  boundCache(bytes: number): void {
    this.cache = bytes;
  }
}

const flags = (most: number, count: number): Flag[] => {
  const files = new OpenFiles(most);
  return Array.from({ length: count }, () => new Flag(files));
};

const openOnes = (all: readonly Flag[]): number[] => all.flatMap(({ isOpen }, index) => (isOpen ? [index] : []));

it('so many ledgers have their files open and no more, and they are those that were used last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(fc.nat(9), { maxLength: 60 }), (most, uses) => {
      const all = flags(most, 10);
      for (const index of uses) all[index]?.use();
      const lastUsed = [...new Set(uses.toReversed())].slice(0, most);
      expect(openOnes(all)).toEqual(lastUsed.sort((a, b) => a - b));
    }),
  );
});

it('one that has something under way stays open, and the one used next after it lets go in its place', () => {
  const all = flags(2, 3);
  all[0]?.use();
  Object.assign(all[0] as Flag, { isBusy: true });
  all[1]?.use();
  all[2]?.use();
  expect(openOnes(all)).toEqual([0, 2]);
});

it('where all have something under way, one more is open until one of them has nothing under way', () => {
  const files = new OpenFiles(2);
  const all = [new Flag(files), new Flag(files), new Flag(files)];
  for (const each of all) {
    each.isBusy = true;
    each.use();
  }
  expect(openOnes(all)).toEqual([0, 1, 2]);
  Object.assign(all[1] as Flag, { isBusy: false });
  files.relieve();
  expect(openOnes(all)).toEqual([0, 2]);
});

it('what all of them remember of their files is bounded, however many are open', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (count) => {
      const all = flags(300, count);
      for (const each of all) each.use();
      const total = all.reduce((sum, { cache }) => sum + cache, 0);
      expect(total).toBeLessThanOrEqual(Math.max(256, count) * 2 ** 20);
      for (const { cache } of all) expect(cache).toBeGreaterThanOrEqual(2 ** 20);
    }),
  );
});

it('no ledger at all cannot be the most', () => {
  expect(() => new OpenFiles(0)).toThrow(RangeError);
});
