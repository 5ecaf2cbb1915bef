import { StorageFailed } from '@outturn/ledger';

/** Hears of a ledger that takes no more writes since its store failed; null once it takes them again. */
export type HearsOfWrites = (ledger: string, fault: StorageFailed | null) => void;

/** The ledgers that refuse what is written to them, because their store has failed. */
export class RefusingLedgers {
  private readonly faults = new Map<string, StorageFailed>();
  private readonly hearers = new Set<HearsOfWrites>();

  get all(): ReadonlyMap<string, StorageFailed> {
    return this.faults;
  }

  whenChanged(hears: HearsOfWrites): void {
    this.hearers.add(hears);
  }

  /** Watches a write, and learns from it whether its ledger takes writes. @param proves whether its success shows that */
  async watch<Answer>(ledger: string, write: Promise<Answer>, proves = true): Promise<Answer> {
    try {
      const answer = await write;
      if (proves) this.forget(ledger);
      return answer;
    } catch (error) {
      if (error instanceof StorageFailed) this.refuses(ledger, error);
      throw error;
    }
  }

  forget(ledger: string): void {
    if (this.faults.delete(ledger)) this.tell(ledger, null);
  }

  private refuses(ledger: string, fault: StorageFailed): void {
    const isKnown = this.faults.has(ledger);
    this.faults.set(ledger, fault);
    if (!isKnown) this.tell(ledger, fault);
  }

  private tell(ledger: string, fault: StorageFailed | null): void {
    for (const hears of this.hearers) hears(ledger, fault);
  }
}
