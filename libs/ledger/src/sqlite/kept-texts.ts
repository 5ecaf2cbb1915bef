import type { KeptText } from '../ledger.js';
import type { RestoredText } from '../restored-part.js';
import type { Statements } from './statements.js';

/** The texts and salts that lie beside the events. */
export class KeptTexts {
  constructor(private readonly statements: Statements) {}

  text(digest: string): KeptText | null {
    const row = this.statements.sql('SELECT text, redacted_at FROM text WHERE digest = ?').get(digest) as
      { text: string | null; redacted_at: number | null } | undefined;
    if (row === undefined) return null;
    return row.text === null ? { redactedAt: row.redacted_at ?? 0 } : { text: row.text };
  }

  textsOf(entity: string): { digest: string; salt: Buffer }[] {
    return this.statements.sql('SELECT digest, salt FROM text WHERE entity = ? AND salt IS NOT NULL').all(entity) as {
      digest: string;
      salt: Buffer;
    }[];
  }

  texts(): RestoredText[] {
    return this.statements
      .sql(
        'SELECT digest, entity, command_id AS commandId, field, lower(hex(salt)) AS salt, text, redacted_at AS redactedAt FROM text ORDER BY digest',
      )
      .all()
      .map((row) => {
        const text = row as RestoredText;
        return text.text === null ? { ...text, salt: null } : text;
      });
  }

  textsOfCommand(commandId: string): { field: string; digest: string; salt: Buffer | null }[] {
    return this.statements.sql('SELECT field, digest, salt FROM text WHERE command_id = ?').all(commandId) as {
      field: string;
      digest: string;
      salt: Buffer | null;
    }[];
  }
}
