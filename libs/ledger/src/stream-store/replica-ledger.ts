import type { LedgerReader } from '../ledger.js';
import type { OpenedLedger } from '../ledger-store.js';
import { boundCacheOf, connect, identityOf } from '../sqlite/connection.js';
import { openingFault } from '../sqlite/fault.js';
import type { LetsGo } from '../sqlite/open-files.js';
import type { SqliteLedgerOptions } from '../sqlite/options.js';
import { AskedReplica, openReplica } from './asked-replica.js';

/** A replica for those who only ask, while another thread of the node follows and writes. */
export class ReplicaLedger implements OpenedLedger, LetsGo {
  readonly id: string;
  readonly report = null;
  private readonly identity: string | null;
  private asked: AskedReplica | null;
  private asking = 0;
  private cache: number | null = null;
  private closed = false;

  private constructor(
    private readonly options: SqliteLedgerOptions,
    asked: AskedReplica,
  ) {
    this.id = options.ledger;
    this.identity = identityOf(options.path);
    this.asked = asked;
    options.openFiles?.used(this);
  }

  /** @throws BadConfiguration where the file is no replica; LedgerBusy; StorageFailed */
  static async open(options: SqliteLedgerOptions): Promise<ReplicaLedger> {
    return new ReplicaLedger(options, new AskedReplica(options, await openReplica(options)));
  }

  /** A replica whose file was deleted is made again by the thread that follows. */
  get isSpent(): boolean {
    return identityOf(this.options.path) !== this.identity;
  }

  write(): Promise<never> {
    return Promise.reject(new Error('what only reads a replica writes nothing: its node has threads for that'));
  }

  read<Answer>(ask: (reader: LedgerReader) => Answer): Answer {
    if (this.closed) throw new Error(`the replica of "${this.id}" is closed`);
    this.options.openFiles?.used(this);
    this.asking += 1;
    try {
      this.asked ??= this.opened();
      return this.asked.read(ask);
    } finally {
      this.asking -= 1;
    }
  }

  rest(): boolean {
    if (this.asking > 0) return false;
    this.asked?.close();
    this.asked = null;
    return true;
  }

  boundCache(bytes: number): void {
    this.cache = bytes;
    if (this.asked !== null) boundCacheOf(this.asked.db, bytes);
  }

  close(): Promise<void> {
    this.closed = true;
    this.rest();
    this.options.openFiles?.gone(this);
    return Promise.resolve();
  }

  private opened(): AskedReplica {
    try {
      const asked = new AskedReplica(this.options, connect(this.options));
      if (this.cache !== null) boundCacheOf(asked.db, this.cache);
      return asked;
    } catch (error) {
      throw openingFault(error, this.options);
    }
  }
}
