/** How many imports of one ledger may wait for the one that runs. */
const WAITING = 2;

/** An import that would be one too many of its ledger. */
export class TooManyImports extends Error {
  override readonly name = 'TooManyImports';
  constructor(readonly ledger: string) {
    super(`an import into "${ledger}" runs and ${WAITING} wait: try again when one of them is done`);
  }
}

interface Waiting {
  readonly ledger: string;
  begin(): void;
}

/**
 * Lets imports run in the order in which they came: one of each ledger, and only so many of all together. One council's
 * imports hold up no other's for longer than there is no room at all.
 */
export class ImportQueue {
  private readonly running = new Set<string>();
  private waiting: readonly Waiting[] = [];

  /**
   * @param atOnce how many may run
   * @param most how many of one ledger may wait
   * @param refusal what whoever would be one too many is told
   */
  constructor(
    private readonly atOnce: number,
    private readonly most = WAITING,
    private readonly refusal: (ledger: string) => Error = (ledger) => new TooManyImports(ledger),
  ) {}

  /** Whether one more of a ledger would be refused. */
  isFull(ledger: string): boolean {
    const waiting = this.waiting.filter((each) => each.ledger === ledger).length;
    return waiting + (this.running.has(ledger) ? 1 : 0) > this.most;
  }

  /** @throws TooManyImports */
  async run<Answer>(ledger: string, work: () => Promise<Answer>): Promise<Answer> {
    if (this.isFull(ledger)) throw this.refusal(ledger);
    await new Promise<void>((begin) => {
      this.waiting = [...this.waiting, { ledger, begin }];
      this.next();
    });
    try {
      return await work();
    } finally {
      this.running.delete(ledger);
      this.next();
    }
  }

  private next(): void {
    for (const each of this.waiting) {
      if (this.running.size >= this.atOnce) return;
      if (this.running.has(each.ledger)) continue;
      this.running.add(each.ledger);
      this.waiting = this.waiting.filter((other) => other !== each);
      each.begin();
    }
  }
}
