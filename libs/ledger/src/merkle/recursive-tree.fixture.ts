import { createHash } from 'node:crypto';
import type { HashesBetween } from './tile.js';

// The definitions of RFC 6962 (2.1) word for word, over ranges D[start:end] of one list: slow in theory, plain, and
// sharing nothing with the code that it checks. Roots of ranges are remembered, so that every size can be tried.

const sha256 = (...parts: readonly Buffer[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const [ZERO, ONE] = [Buffer.from([0]), Buffer.from([1])];

/** k of the definitions: the largest power of two smaller than n. */
const largestBelow = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);

export class RecursiveTree {
  private readonly roots = new Map<number, Buffer>();

  constructor(readonly leaves: readonly Buffer[]) {}

  static of(entries: readonly Buffer[]): RecursiveTree {
    return new RecursiveTree(entries.map((entry) => sha256(ZERO, entry)));
  }

  /** MTH(D[start:end]) */
  root(end: number, start = 0): Buffer {
    if (end === start) return sha256();
    if (end - start === 1) return this.leaves[start] as Buffer;
    const place = start * 100_000 + end;
    const known = this.roots.get(place);
    if (known !== undefined) return known;
    const k = start + largestBelow(end - start);
    const root = sha256(ONE, this.root(k, start), this.root(end, k));
    this.roots.set(place, root);
    return root;
  }

  /** PATH(m, D[start:end]), with m counted from 0 of the whole list. */
  path(m: number, end: number, start = 0): Buffer[] {
    if (end - start === 1) return [];
    const k = start + largestBelow(end - start);
    return m < k ? [...this.path(m, k, start), this.root(end, k)] : [...this.path(m, end, k), this.root(k, start)];
  }

  /** PROOF(m, D[0:end]) */
  proof(m: number, end: number): Buffer[] {
    return this.subproof(m, end, 0, true);
  }

  /** SUBPROOF(m, D[start:end], b), with m counted from 0 of the whole list. */
  private subproof(m: number, end: number, start: number, complete: boolean): Buffer[] {
    if (m === end) return complete ? [] : [this.root(end, start)];
    const k = start + largestBelow(end - start);
    return m <= k
      ? [...this.subproof(m, k, start, complete), this.root(end, k)]
      : [...this.subproof(m, end, k, false), this.root(k, start)];
  }
}

/** A list of different entries. */
export const entries = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => Buffer.from(`event ${index + 1}`));

/** The eight leaves of the published tests of Certificate Transparency (google/certificate-transparency, merkletree). */
export const publishedEntries: readonly Buffer[] = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));

/** Their roots at every size from 1, as published. */
export const publishedRoots: readonly string[] = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** The same leaves as an adapter keeps them: level 0 holds the leaves, level 1 the roots of each 256 of them. */
export function levelsOf(tree: RecursiveTree): HashesBetween {
  return (level, from, to) => {
    const hash = (index: number): Buffer =>
      level === 0 ? (tree.leaves[index] as Buffer) : tree.root((index + 1) * 256 ** level, index * 256 ** level);
    return Buffer.concat(Array.from({ length: to - from }, (_, index) => hash(from + index)));
  };
}
