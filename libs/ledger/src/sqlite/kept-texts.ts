import { isSealed, SALT_BYTES } from '@outturn/kernel';
import { LedgerDamaged } from '../errors.js';
import type { KeptText } from '../ledger.js';
import type { RestoredText } from '../restored-part.js';
import type { Statements } from './statements.js';

/**
 * The texts and salts that lie beside the events. Whoever can write the file can change them, so words are given out only
 * if the digest in their event names them, and no salt of another length than 16 bytes.
 */
export class KeptTexts {
  constructor(private readonly statements: Statements) {}

  text(digest: string): KeptText | null {
    const row = this.statements.sql('SELECT salt, text, redacted_at FROM text WHERE digest = ?').get(digest) as
      { salt: unknown; text: unknown; redacted_at: number | null } | undefined;
    if (row === undefined) return null;
    const { salt, text, redacted_at } = row;
    if (salt === null && text === null) return { redactedAt: redacted_at ?? 0 };
    if (!Buffer.isBuffer(salt) || typeof text !== 'string' || !isSealed({ digest, salt, text }))
      throw new LedgerDamaged(`the text kept as ${digest} is not the one that its event names: run outturn verify`);
    return { salt, text };
  }

  textsOf(entity: string): { digest: string; salt: Buffer }[] {
    const kept = this.statements
      .sql('SELECT digest, salt FROM text WHERE entity = ? AND salt IS NOT NULL')
      .all(entity) as { digest: string; salt: Buffer }[];
    for (const { digest, salt } of kept) mustBeSalt(digest, salt.length);
    return kept;
  }

  texts(): RestoredText[] {
    return this.statements
      .sql(
        'SELECT digest, entity, command_id AS commandId, field, iif(salt IS NULL, NULL, lower(hex(salt))) AS salt, text, redacted_at AS redactedAt FROM text ORDER BY digest',
      )
      .all()
      .map((row) => {
        const text = row as RestoredText;
        if (text.text === null) return { ...text, salt: null };
        if (text.salt !== null) mustBeSalt(text.digest, text.salt.length / 2);
        return text;
      });
  }

  textsOfCommand(commandId: string): { field: string; digest: string; salt: Buffer | null }[] {
    const kept = this.statements.sql('SELECT field, digest, salt FROM text WHERE command_id = ?').all(commandId) as {
      field: string;
      digest: string;
      salt: Buffer | null;
    }[];
    for (const { digest, salt } of kept) if (salt !== null) mustBeSalt(digest, salt.length);
    return kept;
  }
}

function mustBeSalt(digest: string, bytes: number): void {
  if (bytes !== SALT_BYTES)
    throw new LedgerDamaged(`the text kept as ${digest} has a salt of ${bytes} bytes: run outturn verify`);
}
