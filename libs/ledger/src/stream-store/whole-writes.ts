import { LedgerDamaged } from '../errors.js';
import type { RestoredBatch } from '../restored-part.js';
import type { Base, Beside, LedgerRecord } from './ledger-records.js';

/** The records of one write, all of them. */
export interface WholeWrite {
  /** The revisions of its first and last record. */
  readonly from: number;
  readonly to: number;
  readonly base: Base | null;
  readonly batches: readonly RestoredBatch[];
  readonly beside: readonly Beside[];
  /** The store's clock when its last record was written, in milliseconds since 1970. */
  readonly created: number;
}

/** What stands at the end of a stream without its rest. */
export interface UnfinishedWrite {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** How long its writer asked the others to wait, in milliseconds; 0 where it did not ask. */
  readonly turn: number;
}

type PartOfWrite = Extract<LedgerRecord, { readonly kind: 'event' | 'beside' }>;

/**
 * Makes whole writes of the records of a stream. A write that is larger than one append lies in several; what there is of
 * it is held back until its last record has come, so nobody sees a part, and is dropped where it was abandoned.
 */
export class WholeWrites {
  private held: PartOfWrite[] = [];

  /** @param next the revision of the record that comes first */
  constructor(
    private readonly ledger: string,
    public next: number,
  ) {}

  get unfinished(): UnfinishedWrite | null {
    const first = this.held[0];
    if (first === undefined) return null;
    const turn = first.kind === 'beside' ? (first.beside.turn ?? 0) : 0;
    return { id: first.part.id, from: first.revision, to: this.next - 1, turn };
  }

  /**
   * Takes the next record. Returns the write that it completes, or the revision up to which nothing is left to come.
   * @throws LedgerDamaged where it is not the next of its write
   */
  take(record: LedgerRecord): WholeWrite | null {
    if (record.revision !== this.next)
      throw new LedgerDamaged(`the stream goes on with record ${record.revision} where ${this.next} belongs`);
    this.next += 1;
    switch (record.kind) {
      case 'founded':
        if (record.revision !== 0 || record.ledger !== this.ledger)
          throw new LedgerDamaged(
            `record ${record.revision} founds "${record.ledger}" in the stream of "${this.ledger}"`,
          );
        return null;
      case 'abandoned':
        this.held = [];
        return null;
      case 'event':
      case 'beside':
        return this.takePart(record);
    }
  }

  private takePart(record: PartOfWrite): WholeWrite | null {
    const { id, index, size } = record.part;
    const first = this.held[0] ?? record;
    if (index !== this.held.length || id !== first.part.id || size !== first.part.size || index >= size)
      throw new LedgerDamaged(`record ${record.revision} of the stream is not the next of its write`);
    this.held.push(record);
    if (index < size - 1) return null;
    const parts = this.held;
    this.held = [];
    return {
      from: first.revision,
      to: record.revision,
      base: first.base,
      batches: batchesOf(parts, this.ledger),
      beside: parts.flatMap((part) => (part.kind === 'beside' ? [part.beside] : [])),
      created: record.created,
    };
  }
}

function batchesOf(parts: readonly PartOfWrite[], ledger: string): RestoredBatch[] {
  const batches: RestoredBatch[] = [];
  let batch: { event: RestoredBatch[number]['event']; bytes: string }[] = [];
  for (const part of parts) {
    if (part.kind !== 'event') continue;
    const { event, bytes, revision } = part;
    if (event.ledger !== ledger || event.batch.index !== batch.length || event.batch.size <= batch.length)
      throw new LedgerDamaged(`record ${revision} of the stream is not the next event of its batch`);
    batch.push({ event, bytes });
    if (batch.length < event.batch.size) continue;
    batches.push(batch);
    batch = [];
  }
  if (batch.length > 0)
    throw new LedgerDamaged(`a write ends in the middle of a batch (record ${parts.at(-1)?.revision})`);
  return batches;
}
