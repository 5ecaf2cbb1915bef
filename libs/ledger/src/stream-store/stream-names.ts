/**
 * The streams of one product in a store that it may share with others. The digest of a text is its stream's name, so
 * that one text can be erased and no other.
 */
export class StreamNames {
  constructor(private readonly prefix = 'outturn') {}

  /** Which ledgers there are. */
  get catalogue(): string {
    return `${this.prefix}-ledgers`;
  }

  /** A place to ask the store what time it is. */
  get clock(): string {
    return `${this.prefix}-clock`;
  }

  ledger(ledger: string): string {
    return `${this.prefix}-ledger-${ledger}`;
  }

  /** @param digest `sha256:` and hex */
  text(ledger: string, digest: string): string {
    return `${this.prefix}-text-${ledger}-${digest.replace(':', '-')}`;
  }
}
