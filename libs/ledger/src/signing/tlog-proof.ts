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

export function writeTlogProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const lines = [
    FORMAT,
    `extra ${extra.toString('base64')}`,
    `index ${index}`,
    ...hashes.map((each) => each.toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Takes a proof apart; null where it is none. */
export function readTlogProof(text: string): (TlogProof & { readonly head: Checkpoint }) | null {
  const split = text.indexOf('\n\n');
  if (split < 0) return null;
  const [format, extra, index, ...hashes] = text.slice(0, split).split('\n');
  const checkpoint = text.slice(split + 2);
  const head = readCheckpoint(checkpoint);
  if (format !== FORMAT || head === null || extra === undefined || index === undefined) return null;
  const bytes = /^extra ([A-Za-z0-9+/]*={0,2})$/.exec(extra)?.[1];
  const number = /^index (0|[1-9]\d{0,14})$/.exec(index)?.[1];
  if (bytes === undefined || number === undefined || hashes.some((each) => !/^[A-Za-z0-9+/]{43}=$/.test(each)))
    return null;
  return {
    extra: Buffer.from(bytes, 'base64'),
    index: Number(number),
    hashes: hashes.map((each) => Buffer.from(each, 'base64')),
    checkpoint,
    head,
  };
}
