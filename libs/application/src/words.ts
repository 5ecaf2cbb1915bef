import type { LedgerReader } from '@outturn/ledger';

/** The words behind a digest; where they were taken out, the position of the event that did it. */
export function wordsOf(reader: LedgerReader, digest: string | null): string | null {
  if (digest === null) return null;
  const kept = reader.text(digest);
  if (kept === null) return null;
  return 'text' in kept ? kept.text : `[redacted at position ${kept.redactedAt}]`;
}
