import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './node-hash.js';

/** A perfect subtree that an append completed: `index` counts the subtrees of that height from the left. */
export interface CompletedSubtree {
  readonly height: number;
  readonly index: number;
  readonly hash: Buffer;
}

/**
 * The right edge of a Merkle tree: the roots of the perfect subtrees that its size is made of, tallest first. It is
 * all that an append needs, and log2(size) hashes give the root.
 */
export class Frontier {
  private hash: Buffer | null = null;

  private constructor(
    public readonly size: number,
    private readonly peaks: readonly Buffer[],
  ) {}

  static readonly empty = new Frontier(0, []);

  /** @param bytes the peaks one behind the other, 32 bytes each, tallest first */
  static restore(size: number, bytes: Buffer): Frontier {
    const peaks: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += HASH_BYTES) peaks.push(bytes.subarray(at, at + HASH_BYTES));
    return new Frontier(size, peaks);
  }

  toBytes(): Buffer {
    return Buffer.concat(this.peaks);
  }

  /** Whether both were made of the same leaves. */
  equals(other: Frontier): boolean {
    return this.size === other.size && this.peaks.every((peak, index) => other.peaks[index]?.equals(peak) === true);
  }

  /** Adds a leaf. `completed` hears of every perfect subtree that the leaf completes, lowest first, the leaf included. */
  push(leaf: Buffer, completed: (subtree: CompletedSubtree) => void = () => undefined): Frontier {
    const peaks = [...this.peaks];
    let hash = leaf;
    let height = 0;
    completed({ height, index: this.size, hash });
    for (let rest = this.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      hash = nodeHash(peaks.pop() as Buffer, hash);
      height += 1;
      completed({ height, index: Math.floor(this.size / 2 ** height), hash });
    }
    peaks.push(hash);
    return new Frontier(this.size + 1, peaks);
  }

  /** The Merkle tree hash of everything pushed so far (RFC 9162, 2.1.1). */
  root(): Buffer {
    this.hash ??= foldPeaks(this.peaks);
    return this.hash;
  }
}

/** The root over perfect subtrees, tallest first: each smaller one is hashed under its left neighbour. */
export function foldPeaks(peaks: readonly Buffer[]): Buffer {
  const last = peaks.at(-1);
  if (last === undefined) return EMPTY_ROOT;
  return peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}
