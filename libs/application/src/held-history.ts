import { Frontier, leafHash, LedgerDamaged, readStoredEvent } from '@outturn/ledger';
import { readHeader, readLine } from './exported-line.js';

/** A text that a held ledger has redacted. */
export interface HeldRedaction {
  readonly digest: string;
  /** The position of the event that says so. */
  readonly position: number;
  /** The day on which it was recorded, `YYYY-MM-DD`. */
  readonly day: string;
}

/** What a ledger or an export that somebody holds shows of a ledger's past. */
export interface HeldHistory {
  readonly size: number;
  readonly redactions: readonly HeldRedaction[];
  /** The Merkle root (hex) of its first events, at the size that was asked for or its own where it is shorter. */
  readonly root: string;
}

/** The roots of a growing list of events at one size, or at its end where that comes first. */
export class RootAt {
  private frontier = Frontier.empty;
  private at: string | null = null;

  constructor(private readonly size: number) {}

  add(bytes: string): void {
    if (this.at !== null) return;
    this.frontier = this.frontier.push(leafHash(bytes));
    if (this.frontier.size === this.size) this.at = this.root;
  }

  /** Hex. */
  get root(): string {
    return this.at ?? this.frontier.root().toString('hex');
  }
}

/**
 * Reads what somebody holds.
 * @param events the stored bytes of its events, oldest first
 * @param size up to where its root is wanted: the size of what it is to be compared with
 * @throws LedgerDamaged where an event can't be read, or is another ledger's
 */
export async function readHeldHistory(
  ledger: string,
  events: Iterable<string> | AsyncIterable<string>,
  size: number,
): Promise<HeldHistory> {
  const roots = new RootAt(size);
  const redactions: HeldRedaction[] = [];
  let count = 0;
  for await (const bytes of events) {
    count += 1;
    const event = readStoredEvent(bytes)?.event;
    if (event?.ledger !== ledger || event.position !== count)
      throw new LedgerDamaged(`what shows the redactions has no event ${count} of "${ledger}" in its place`);
    roots.add(bytes);
    const { digest } = event.data;
    if (event.type === 'TextRedacted' && typeof digest === 'string')
      redactions.push({ digest, position: count, day: event.recordedAt.slice(0, 'YYYY-MM-DD'.length) });
  }
  return { size: count, redactions, root: roots.root };
}

/** The stored bytes of the events that the lines of an export hold. @throws LedgerDamaged with the line that is wrong */
export async function* eventsOfExport(lines: AsyncIterable<string>): AsyncGenerator<string, void> {
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (number === 1) {
      readHeader(line);
      continue;
    }
    const read = readLine(line, number);
    if (read.kind !== 'event') return;
    yield read.bytes;
  }
}
