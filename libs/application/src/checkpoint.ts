import {
  KeyStore,
  leafHash,
  LedgerDamaged,
  readCheckpoint,
  signCheckpoint,
  verifyInclusion,
  writeTlogProof,
  type LedgerReader,
  type SigningKey,
} from '@outturn/ledger';
import { QueryRefused } from './query-refused.js';

/**
 * Signs the head of a ledger. A ledger that no longer holds what was signed before is not signed again: that would
 * vouch for a rewritten past.
 * @throws LedgerDamaged where the last checkpoint that was signed here does not fit the ledger any more
 */
export function signHead(reader: LedgerReader, keys: KeyStore, ...others: readonly SigningKey[]): string {
  mustHoldWhatWasSigned(reader, keys);
  const { position } = reader;
  const key = keys.key(reader.ledger);
  const checkpoint = signCheckpoint(
    { origin: key.name, size: position, root: Buffer.from(reader.rootAt(position), 'hex') },
    key,
    ...others,
  );
  keys.keepCheckpoint(reader.ledger, checkpoint);
  return checkpoint;
}

/** Call it before anything about a ledger is signed (C2SP tlog-checkpoint, "Signatures"). @throws LedgerDamaged */
export function mustHoldWhatWasSigned(reader: LedgerReader, keys: KeyStore): void {
  const { position } = reader;
  // Frontier and tiles are kept apart; where one of them was changed, neither is signed.
  if (reader.rootFromTiles(position) !== reader.rootAt(position)) {
    throw new LedgerDamaged(
      `the stored hashes contradict each other; nothing is signed: run outturn verify ${reader.ledger}`,
    );
  }
  const before = keys.lastCheckpoint(reader.ledger);
  if (before === null) return;
  const held = readCheckpoint(before);
  if (held?.origin !== KeyStore.keyName(reader.ledger)) {
    throw new LedgerDamaged(
      `what is kept of the last checkpoint of "${reader.ledger}" is none of its checkpoints; nothing is signed: run outturn verify with a checkpoint that somebody else holds`,
    );
  }
  if (held.size > position || reader.rootFromTiles(held.size) !== held.root.toString('hex')) {
    throw new LedgerDamaged(
      `the ledger does not hold what was signed at position ${held.size}: it was rewritten, cut short or put back from an older copy; nothing is signed`,
    );
  }
}

/**
 * A proof that an event is in the ledger, with the event and the signed head (c2sp.org/tlog-proof).
 * @throws QueryRefused where there is no such position; LedgerDamaged where the stored hashes do not prove it
 */
export function proveEvent(reader: LedgerReader, keys: KeyStore, position: number): string {
  const size = reader.position;
  const [record] = reader.records(position, position);
  if (record === undefined)
    throw new QueryRefused('position', String(position), `is no position of this ledger, which has ${size} events`);
  const hashes = reader.inclusionProof(position, size);
  // Leaves and tiles lie beside the bytes, so they are not taken at their word.
  if (!verifyInclusion(leafHash(record.bytes), position - 1, size, hashes, Buffer.from(reader.rootAt(size), 'hex'))) {
    throw new LedgerDamaged(
      `the stored hashes do not prove event ${position}: run outturn verify ${reader.ledger}; nothing is signed`,
    );
  }
  return writeTlogProof({
    extra: Buffer.from(record.bytes, 'utf8'),
    index: position - 1,
    hashes,
    checkpoint: signHead(reader, keys),
  });
}
