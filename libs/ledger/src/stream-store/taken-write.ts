import { LedgerDamaged } from '../errors.js';
import type { RestoredBatch, RestoredText } from '../restored-part.js';
import { codeOf } from '../sqlite/fault.js';
import { baseOf, type DecidedGroup } from './decided-group.js';
import type { WholeWrite } from './whole-writes.js';

/** The words and salts of texts by their digests; null for one that the store holds no more. */
export type TextsByDigest = ReadonlyMap<string, Pick<RestoredText, 'salt' | 'text'> | null>;

/** A write as a replica takes it in. */
export type TakenWrite = Omit<WholeWrite, 'created'>;

/** A write that could not be taken in. */
export interface FailedWrite {
  readonly write: TakenWrite;
  readonly error: unknown;
}

/** What was decided here, as the stream has it once the store has acknowledged it: whole, and behind what it was decided on. */
export function writesOf(group: DecidedGroup): { readonly writes: TakenWrite[]; readonly texts: TextsByDigest } {
  let from = group.revision + 1;
  const writes = group.writes.map(({ records, batches, beside }, index): TakenWrite => {
    const to = from + records.length - 1;
    const write = {
      from,
      to,
      base: index === 0 ? baseOf(group) : null,
      batches: batches.map(({ events }) => events),
    };
    from = to + 1;
    return { ...write, beside: [beside] };
  });
  const texts = group.texts.map(({ digest, salt, text }) => [digest, { salt: salt.toString('hex'), text }] as const);
  return { writes, texts: new Map(texts) };
}

export const bytesOf = (batch: RestoredBatch): string[] => batch.map(({ bytes }) => bytes);

export const sameBytes = (batch: RestoredBatch, others: readonly string[]): boolean =>
  batch.length === others.length && batch.every(({ bytes }, index) => bytes === others[index]);

/** A write that the ledger's own rules refuse: its positions, versions, roots or shapes contradict what is here. */
export const isContradiction = (error: unknown): boolean =>
  error instanceof LedgerDamaged || codeOf(error).startsWith('SQLITE_CONSTRAINT');

export const stopReason = ({ write, error }: FailedWrite): string =>
  `the replica stops before record ${write.from} of its stream: ${(error as Error).message}. Run outturn verify on this file; where it is the replica that is wrong, delete the file and it is made again from the stream`;
