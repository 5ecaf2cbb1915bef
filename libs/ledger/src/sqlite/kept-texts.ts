import { isSealed, SALT_BYTES, saltFromHex } from '@outturn/kernel';
import { LedgerDamaged } from '../errors.js';
import type { KeptText, TextToKeep } from '../ledger.js';
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

  /** @throws RangeError for words that are not sealed as what they are to be kept as */
  keep(text: TextToKeep): void {
    if (!isSealed(text)) throw new RangeError(`the text to keep as ${text.digest} is not sealed as that`);
    this.statements
      .sql(
        'INSERT INTO text (digest, entity, command_id, field, salt, text) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      )
      .run(text.digest, text.entity, text.commandId, text.field, text.salt, text.text);
  }

  /** Keeps a text as another store kept it. @throws LedgerDamaged for a salt of another length than 16 bytes */
  restore(text: RestoredText): void {
    const salt = text.salt === null ? null : saltFromHex(text.salt);
    if (salt === null && text.salt !== null)
      throw new LedgerDamaged(`the text ${text.digest} came with a salt that is not 16 bytes in hex`);
    this.statements
      .sql('INSERT INTO text (digest, entity, command_id, field, salt, text, redacted_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(text.digest, text.entity, text.commandId, text.field, salt, text.text, text.redactedAt);
  }

  /** Removes a text and its salt; what reads in their place is the position of the event that said so. */
  redact(digest: string, position: number): void {
    this.statements
      .sql('UPDATE text SET salt = NULL, text = NULL, redacted_at = ? WHERE digest = ? AND redacted_at IS NULL')
      .run(position, digest);
  }
}

function mustBeSalt(digest: string, bytes: number): void {
  if (bytes !== SALT_BYTES)
    throw new LedgerDamaged(`the text kept as ${digest} has a salt of ${bytes} bytes: run outturn verify`);
}
