import { fromBase64, hashFromBase64 } from './base64.js';
import { readCheckpoint, type Checkpoint } from './checkpoint.js';

/** Everything that is needed to check, offline, that an event is in a ledger (c2sp.org/tlog-proof). */
export interface TlogProof {
  /** The event's canonical bytes. Not to be believed before the proof has been followed. */
  readonly extra: Buffer;
  /** From 0: the event's position less 1. */
  readonly index: number;
  readonly hashes: readonly Buffer[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
}

const FORMAT = 'c2sp.org/tlog-proof@v1';

/** A path through a tree of 2^53 leaves; a longer one is an attack on the reader's time. */
const MOST_HASHES = 53;

export function writeTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const lines = [
    FORMAT,
    `extra ${extra.toString('base64')}`,
    `index ${index}`,
    ...hashes.map((each) => each.toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Takes a proof apart; null where it is none, and where it lacks the event: the format makes `extra` optional. */
export function readTlogProof(text: string): (TlogProof & { readonly head: Checkpoint }) | null {
  const split = text.indexOf('\n\n');
  if (split < 0) return null;
  const [format, extra = '', index = '', ...lines] = text.slice(0, split).split('\n');
  const checkpoint = text.slice(split + 2);
  const head = readCheckpoint(checkpoint);
  const bytes = fromBase64(/^extra (.+)$/.exec(extra)?.[1] ?? '-');
  const number = /^index (0|[1-9]\d{0,14})$/.exec(index)?.[1];
  const hashes = lines.map(hashFromBase64).filter((each) => each !== null);
  if (format !== FORMAT || head === null || bytes === null || number === undefined) return null;
  if (hashes.length !== lines.length || hashes.length > MOST_HASHES) return null;
  return { extra: bytes, index: Number(number), hashes, checkpoint, head };
}
