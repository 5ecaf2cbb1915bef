import { isSealed, nameBasedId, OUTTURN, saltFromHex } from '@outturn/kernel';
import { LedgerDamaged } from '../errors.js';
import type { TextToKeep } from '../ledger.js';
import type { TextsByDigest } from './taken-write.js';
import { NoSuchStream, StreamErased, type StreamStore, type StreamRecord } from './stream-store.js';

/** How many texts travel at once. */
const AT_ONCE = 32;

/**
 * The texts of one ledger in the store: each in a stream of its own, so that one can be removed and no other. See decision
 * record 0021.
 */
export class TextStreams {
  constructor(
    private readonly store: StreamStore,
    private readonly ledger: string,
  ) {}

  /**
   * Writes texts before the events that name them. One that is there already is the same: its name is its digest.
   * @returns whether all of them are there; false where one was removed in the meantime
   */
  async keep(texts: readonly TextToKeep[]): Promise<boolean> {
    const byDigest = new Map(texts.map((text) => [text.digest, text]));
    const kept = await inTurns([...byDigest.values()], async ({ digest, salt, text }) => {
      const record = {
        id: nameBasedId(`text ${this.nameOf(digest)}`, OUTTURN),
        type: 'TextKept',
        data: { digest, salt: salt.toString('hex'), text },
        metadata: { kind: 'text' },
      };
      try {
        await this.store.append(this.nameOf(digest), [record], 'none');
        return true;
      } catch (error) {
        if (error instanceof StreamErased) return false;
        throw error;
      }
    });
    return kept.every(Boolean);
  }

  /** Makes sure that nothing can be kept under digests of texts that were removed elsewhere, before they came here. */
  async keepAway(digests: readonly string[]): Promise<void> {
    await inTurns([...new Set(digests)], async (digest) => {
      const record = {
        id: nameBasedId(`no text ${this.nameOf(digest)}`, OUTTURN),
        type: 'TextRemoved',
        data: { digest },
        metadata: { kind: 'text' },
      };
      try {
        // The server removes no stream that it has never seen.
        await this.store.append(this.nameOf(digest), [record], 'any');
      } catch (error) {
        if (!(error instanceof StreamErased)) throw error;
      }
    });
    await this.erase(digests);
  }

  /** Texts by their digests; null for one that was removed. @throws LedgerDamaged where one is not what its digest says */
  async read(digests: readonly string[]): Promise<TextsByDigest> {
    const wanted = [...new Set(digests)];
    const texts = await inTurns(wanted, async (digest) => [digest, await this.readOne(digest)] as const);
    return new Map(texts);
  }

  /** Removes texts for good. */
  async erase(digests: readonly string[]): Promise<void> {
    await inTurns(digests, (digest) => this.store.erase(this.nameOf(digest)));
  }

  private async readOne(digest: string): Promise<{ salt: string; text: string } | null> {
    let record: StreamRecord | undefined;
    try {
      [record] = await this.store.read(this.nameOf(digest), 0, 1);
    } catch (error) {
      if (error instanceof StreamErased) return null;
      if (error instanceof NoSuchStream) throw new LedgerDamaged(`the store has lost the text ${digest}`);
      throw error;
    }
    const { salt, text } = (record?.data ?? {}) as { readonly salt?: unknown; readonly text?: unknown };
    const bytes = saltFromHex(salt);
    if (bytes === null || typeof text !== 'string' || !isSealed({ digest, salt: bytes, text }))
      throw new LedgerDamaged(`the store holds another text under the digest ${digest}`);
    return { salt: bytes.toString('hex'), text };
  }

  private nameOf(digest: string): string {
    return this.store.names.text(this.ledger, digest);
  }
}

async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE)
    for (const result of await Promise.all(items.slice(at, at + AT_ONCE).map(work))) results.push(result);
  return results;
}
