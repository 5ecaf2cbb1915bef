import {
  LedgerDamaged,
  readCheckpoint,
  signCheckpoint,
  writeTlogProof,
  type KeyStore,
  type LedgerReader,
  type SigningKey,
} from '@outturn/ledger';
import { QuestionRefused } from './question-refused.js';

/**
 * Signs the head of a ledger. A ledger that no longer holds what was signed before is not signed again: that would
 * vouch for a rewritten past.
 * @throws LedgerDamaged where the last checkpoint that was signed here does not fit the ledger any more
 */
export function signHead(reader: LedgerReader, keys: KeyStore, ...others: readonly SigningKey[]): string {
  const { position } = reader.head();
  const before = keys.lastCheckpoint(reader.ledger);
  const held = before === null ? null : readCheckpoint(before);
  if (held !== null && (held.size > position || reader.rootAt(held.size) !== held.root.toString('hex'))) {
    throw new LedgerDamaged(
      `the ledger does not hold what was signed at position ${held.size}: it was rewritten, cut short or put back from an older copy; nothing is signed`,
    );
  }
  const key = keys.key(reader.ledger);
  const checkpoint = signCheckpoint(
    { origin: key.name, size: position, root: Buffer.from(reader.rootAt(position), 'hex') },
    key,
    ...others,
  );
  keys.keepCheckpoint(reader.ledger, checkpoint);
  return checkpoint;
}

/**
 * A proof that an event is in the ledger, with the event and the signed head (c2sp.org/tlog-proof).
 * @throws QuestionRefused where there is no such position
 */
export function proveEvent(reader: LedgerReader, keys: KeyStore, position: number): string {
  const size = reader.head().position;
  const [record] = reader.records(position, position);
  if (record === undefined)
    throw new QuestionRefused('position', String(position), `is no position of this ledger, which has ${size} events`);
  return writeTlogProof({
    extra: Buffer.from(record.bytes, 'utf8'),
    index: position - 1,
    hashes: reader.inclusionProof(position, size),
    checkpoint: signHead(reader, keys),
  });
}
