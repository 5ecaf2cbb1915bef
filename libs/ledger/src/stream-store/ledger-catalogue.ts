import { randomBytes } from 'node:crypto';
import { isLedgerId, nameBasedId, OUTTURN } from '@outturn/kernel';
import { LedgerDamaged, LedgerExists, LedgerNotFound } from '../errors.js';
import { founding, readRecord } from './ledger-records.js';
import { everyRecord, NoSuchStream, type StreamStore } from './stream-store.js';

/** What a replica must know of its ledger before its first event. */
export interface Founding {
  /** The id of the stream's first record. */
  readonly id: string;
  /** The key of the row digests, hex. */
  readonly sourceKey: string;
}

/** Which ledgers the store holds. A ledger is listed last of all, so one that is listed is whole. */
export class LedgerCatalogue {
  constructor(private readonly store: StreamStore) {}

  async list(): Promise<string[]> {
    const records = await everyRecord(this.store, this.store.names.catalogue);
    const ledgers = records.map(({ data }) => (data as { readonly ledger?: unknown } | null)?.ledger);
    return [...new Set(ledgers.filter((ledger): ledger is string => typeof ledger === 'string' && isLedgerId(ledger)))];
  }

  /** @throws LedgerNotFound */
  async founding(ledger: string): Promise<Founding> {
    try {
      const [first] = await this.store.read(this.store.names.ledger(ledger), 0, 1);
      const record = first === undefined ? null : readRecord(first);
      if (record?.kind === 'founded') return record;
    } catch (error) {
      if (error instanceof NoSuchStream) throw new LedgerNotFound(ledger);
      throw error;
    }
    throw new LedgerDamaged(`the stream ${this.store.names.ledger(ledger)} does not begin as a ledger does`);
  }

  /**
   * Founds a ledger that has no event yet.
   * @throws LedgerExists; one whose founder died before it was listed is listed then
   */
  async found(ledger: string): Promise<void> {
    const stream = this.store.names.ledger(ledger);
    const { conflict } = await this.store.append(
      stream,
      [founding(stream, ledger, randomBytes(32).toString('hex'))],
      'none',
    );
    if (!conflict) return this.add(ledger);
    // More than its first record: it is listed, or a copy of it is under way and will list it.
    if ((await this.store.last(stream)).revision === 0) await this.add(ledger);
    throw new LedgerExists(ledger);
  }

  async add(ledger: string): Promise<void> {
    if ((await this.list()).includes(ledger)) return;
    const { catalogue } = this.store.names;
    const record = {
      id: nameBasedId(`listed ${ledger} in ${catalogue}`, OUTTURN),
      type: 'LedgerListed',
      data: { ledger },
      metadata: { kind: 'listed' },
    };
    await this.store.append(catalogue, [record], 'any');
  }
}
