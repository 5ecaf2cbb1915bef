import { setImmediate as turn } from 'node:timers/promises';
import { Frontier } from '../merkle/frontier.js';
import { leafHash } from '../merkle/node-hash.js';
import type { Replica } from './replica.js';

const PAGE = 1_000;

/**
 * Hashes every stored event of a replica again, up to where it stands now.
 * @returns what is wrong, with the first position that is; null where all is as it was hashed
 */
export async function rehash(replica: Replica, goesOn: () => boolean): Promise<string | null> {
  const position = replica.read((reader) => reader.position);
  let frontier = Frontier.empty;
  for (let from = 1; from <= position && goesOn(); from += PAGE) {
    const records = replica.read((reader) => [...reader.records(from, Math.min(position, from + PAGE - 1))]);
    for (const [index, { position: at, bytes, leaf }] of records.entries()) {
      const hash = leafHash(bytes);
      if (at !== from + index) return `event ${from + index} of this replica is missing`;
      if (hash.toString('hex') !== leaf) return `event ${at} of this replica is not as it was hashed`;
      frontier = frontier.push(hash);
    }
    await turn();
  }
  if (frontier.size < position) return null;
  const kept = replica.read((reader) => reader.rootAt(position));
  const found = frontier.root().toString('hex');
  return found === kept
    ? null
    : `the events of this replica up to ${position} have the root ${found}, and it says ${kept}`;
}
