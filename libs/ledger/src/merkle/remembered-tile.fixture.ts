import type { LevelHashes } from './tile.js';

// Every proof of every size asks for the same few hundred subtrees tens of thousands of times. Whoever mocks ./tile.js
// by this hashes each of them once; that tile.ts hashes them rightly, its own spec says.

const tile = jest.requireActual<typeof import('./tile.js')>('./tile.js');
const kept = new WeakMap<LevelHashes, Map<string, Buffer>>();

export const { TILE_HEIGHT, TILE_WIDTH, peaksOf, rootAt } = tile;

export function subtreeHash(hashes: LevelHashes, height: number, index: number): Buffer {
  const subtrees = kept.get(hashes) ?? new Map<string, Buffer>();
  kept.set(hashes, subtrees);
  const place = `${height}/${index}`;
  const hash = subtrees.get(place) ?? tile.subtreeHash(hashes, height, index);
  subtrees.set(place, hash);
  return hash;
}
