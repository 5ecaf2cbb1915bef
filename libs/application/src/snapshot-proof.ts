import { eventTold, type LedgerEvent } from '@outturn/domain';
import { LedgerDamaged, signNote, type KeyStore, type Ledger, type LedgerReader } from '@outturn/ledger';
import { scorecardViews } from '@outturn/views';
import { mustHoldWhatWasSigned, proveEvent } from './checkpoint.js';
import { rowsFromEvents } from './from-events.js';
import { checkPaper } from './paper-checks.js';
import { issuings, namedPositions, type AnyProvenSnapshot, type SnapshotProof } from './proven-snapshot.js';
import { QueryRefused } from './query-refused.js';
import { frozenRows, snapshotOn, type AnySnapshot, type Snapshot } from './snapshot.js';

/**
 * Signs a snapshot and adds the events that its figures name, each with its inclusion proof, and that of its issuing.
 * @throws LedgerDamaged where the ledger does not hold what was signed before, and where its hashes prove nothing
 */
export function proveSnapshot<Format extends AnySnapshot>(
  reader: LedgerReader,
  snapshot: Format,
  keys: KeyStore,
): Format & AnyProvenSnapshot {
  mustHoldWhatWasSigned(reader, keys);
  const key = keys.key(reader.ledger);
  const root = Buffer.from(snapshot.root, 'hex').toString('base64');
  const proof: SnapshotProof = {
    signature: signNote(`${key.name}\n${snapshot.position}\n${root}\n${snapshot.digest}\n`, key),
    key: key.line,
    evidence: namedPositions(snapshot).map((position) => {
      const [record] = reader.records(position, position);
      if (record === undefined) throw new RangeError(`the snapshot names event ${position}, which is not there`);
      const hashes = reader.inclusionProof(position, snapshot.position).map((hash) => hash.toString('base64'));
      return { position, event: record.bytes, proof: hashes };
    }),
  };
  const proven =
    snapshot.format === 'outturn-snapshot@1'
      ? { ...snapshot, ...proof }
      : { ...snapshot, ...proof, issued: issuing(reader, snapshot, keys) };
  // Leaves and tiles lie beside the bytes, so they are not taken at their word.
  const failed = checkPaper(proven as AnyProvenSnapshot, key).checks.find(({ ok }) => !ok);
  if (failed !== undefined)
    throw new LedgerDamaged(`${failed.detail}: run outturn verify ${reader.ledger}; nothing is signed`);
  return proven as Format & AnyProvenSnapshot;
}

function issuing(reader: LedgerReader, { digest }: Snapshot, keys: KeyStore): string | null {
  const [first] = issuings(reader, digest);
  return first === undefined ? null : proveEvent(reader, keys, first.position);
}

/**
 * Makes a snapshot again that an event says was issued: of the format and under the rules that it was made with then.
 * @throws QueryRefused where the event says no such thing, and where this release can't make it again
 */
export function issuedSnapshot(reader: LedgerReader, position: number): AnySnapshot {
  const found = reader.eventAt(position);
  const event: LedgerEvent | null = found === null ? null : eventTold(found);
  const refused = (why: string) => new QueryRefused('issued', String(position), why);
  if (event?.type !== 'SnapshotIssued') throw refused('is no event that says that a snapshot was issued');
  const { asAt, issuedTo, rules, digest, position: of } = event.data;
  // The first format named the version of every view.
  const isFirst = Object.keys(rules).some((name) => name.startsWith('view '));
  const moment = { asAt, indicators: null, rules };
  const again = snapshotOn(
    reader,
    of,
    isFirst
      ? { ...moment, format: 'outturn-snapshot@1', issuedTo }
      : { ...moment, format: 'outturn-snapshot@2', preparedFor: issuedTo },
  );
  if (again === null) throw refused('issued a snapshot under rules that this release does not have');
  if (again.digest !== digest) throw refused('issued a snapshot that this ledger does not give again');
  return again;
}

/**
 * Call it before a snapshot is signed or issued. A row that somebody changed in the file would else be signed with the
 * ledger's key: so what the kept rows say is compared with what the events say.
 * @throws LedgerDamaged where they differ, and where the events are not those of the root
 */
export async function mustFollowFromEvents(ledger: Ledger, snapshot: AnySnapshot): Promise<void> {
  const events = await rowsFromEvents(ledger, snapshot.position, scorecardViews);
  if (events.root !== snapshot.root)
    throw new LedgerDamaged(
      `the events of "${ledger.id}" have another root than its stored hashes; nothing is signed: run outturn verify ${ledger.id}`,
    );
  if (frozenRows(events, snapshot)?.digest !== snapshot.digest)
    throw new LedgerDamaged(
      `the rows that "${ledger.id}" keeps are not as its events say; nothing is signed or issued: run outturn replay ${ledger.id}`,
    );
}
