import type { Ledger, LedgerReader } from '../ledger.js';
import type { SqliteLedgerOptions } from '../sqlite/options.js';
import { Replica } from './replica.js';

/** A replica for those who only ask, while another thread of the node follows and writes. */
export class ReplicaLedger implements Ledger {
  readonly id: string;

  private constructor(
    private readonly replica: Replica,
    ledger: string,
  ) {
    this.id = ledger;
  }

  static async open(options: SqliteLedgerOptions): Promise<ReplicaLedger> {
    return new ReplicaLedger(await Replica.open(options), options.ledger);
  }

  write(): Promise<never> {
    return Promise.reject(new Error('what only reads a replica writes nothing: its node has threads for that'));
  }

  read<Answer>(ask: (reader: LedgerReader) => Answer): Answer {
    return this.replica.read(ask);
  }

  close(): Promise<void> {
    return this.replica.close();
  }
}
