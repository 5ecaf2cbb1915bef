import { assessmentUnder } from '@outturn/domain';
import { canonicalJson, type Json } from '@outturn/kernel';
import {
  leafHash,
  readCheckpoint,
  signNote,
  signerOf,
  verifyInclusion,
  type Ledger,
  type KeyStore,
  type LedgerReader,
  type VerificationKey,
} from '@outturn/ledger';
import { mustHoldWhatWasSigned } from './checkpoint.js';
import { snapshotDigest, takeSnapshot, type Snapshot } from './snapshot.js';
import { pinnedKey } from './verify-ledger.js';

/** An event that a snapshot rests on, with its path to the snapshot's root. */
export interface Evidence {
  readonly position: number;
  /** The event's canonical bytes. */
  readonly event: string;
  /** The hashes from the leaf's sibling up, base64. */
  readonly proof: readonly string[];
}

/** A snapshot that can be checked without the ledger. Signature and evidence prove the digest and the root in it. */
export interface ProvenSnapshot extends Snapshot {
  /** A checkpoint of the snapshot's position whose extension line is the snapshot's digest (C2SP tlog-checkpoint). */
  readonly signature: string;
  /** The key that the signature claims; to be believed only by comparing it with the one the council published. */
  readonly key: string;
  readonly evidence: readonly Evidence[];
}

/**
 * Signs a snapshot and adds the events that its figures name, each with its inclusion proof.
 * @throws LedgerDamaged where the ledger does not hold what was signed before
 */
export function proveSnapshot(reader: LedgerReader, snapshot: Snapshot, keys: KeyStore): ProvenSnapshot {
  mustHoldWhatWasSigned(reader, keys);
  const key = keys.key(reader.ledger);
  const root = Buffer.from(snapshot.root, 'hex').toString('base64');
  return {
    ...snapshot,
    signature: signNote(`${key.name}\n${snapshot.position}\n${root}\n${snapshot.digest}\n`, key),
    key: key.line,
    evidence: namedPositions(snapshot).map((position) => {
      const [record] = reader.records(position, position);
      if (record === undefined) throw new RangeError(`the snapshot names event ${position}, which is not there`);
      const proof = reader.inclusionProof(position, snapshot.position).map((hash) => hash.toString('base64'));
      return { position, event: record.bytes, proof };
    }),
  };
}

/** One thing that was checked about a snapshot. */
export interface SnapshotCheck {
  readonly what: 'digest' | 'signature' | 'evidence' | 'figures';
  readonly ok: boolean;
  /** What was found, as a sentence. */
  readonly detail: string;
}

export interface SnapshotVerification {
  readonly ledger: string;
  readonly position: number;
  readonly digest: string;
  readonly ok: boolean;
  readonly checks: readonly SnapshotCheck[];
  /** What this verification could not show, as sentences. */
  readonly limits: readonly string[];
}

/**
 * Checks a snapshot: its digest, its signature, the inclusion of the events it names and, with a ledger, every figure
 * recomputed from that ledger.
 * @param key the verification key that the reader pinned, as a line
 * @throws QuestionRefused for a key that is none
 */
export function verifySnapshot(
  snapshot: ProvenSnapshot,
  key: string | undefined,
  ledger: Ledger | null,
): SnapshotVerification {
  const trusted = pinnedKey(key ?? snapshot.key);
  const checks = [checkDigest(snapshot), checkSignature(snapshot, trusted), checkEvidence(snapshot)];
  if (ledger !== null) checks.push(checkFigures(snapshot, ledger));
  const limits = [
    ...(key === undefined
      ? ["The signer's key is not pinned: pass --key with the key that the council published."]
      : []),
    ...(ledger === null
      ? ['Without the ledger the figures are not recomputed: pass --ledger with an export or a ledger file.']
      : []),
    'A snapshot shows what was known at its position; whether a figure was corrected later, only the ledger can say.',
  ];
  const { position, digest } = snapshot;
  return { ledger: snapshot.ledger, position, digest, ok: checks.every((check) => check.ok), checks, limits };
}

/** The positions of the events that a snapshot's figures rest on. */
const namedPositions = ({ rows }: Snapshot): number[] =>
  [...new Set(rows.flatMap((row) => row.provenance.map((each) => each.position)))].sort((a, b) => a - b);

function checkDigest(snapshot: Snapshot): SnapshotCheck {
  const ok = digestOf(snapshot) === snapshot.digest;
  return {
    what: 'digest',
    ok,
    detail: ok ? 'the content has the stated digest' : 'the content was changed: it has another digest',
  };
}

/** Null where the content holds what no digest was ever made of, such as a fraction. */
function digestOf(snapshot: Snapshot): string | null {
  try {
    return snapshotDigest(snapshot);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function checkSignature(
  { signature, ledger, position, root, digest }: ProvenSnapshot,
  trusted: VerificationKey,
): SnapshotCheck {
  const check = (ok: boolean, detail: string): SnapshotCheck => ({ what: 'signature', ok, detail });
  const head = readCheckpoint(signature);
  if (head === null || signerOf(head.note, [trusted]) === null)
    return check(false, `it is not signed by ${trusted.name}+${trusted.id}`);
  const signsThis =
    trusted.name === `outturn/${ledger}` &&
    head.origin === trusted.name &&
    head.size === position &&
    head.root.toString('hex') === root &&
    head.note.text.split('\n')[3] === digest;
  return signsThis
    ? check(true, `${trusted.name}+${trusted.id} signed this digest at position ${position}`)
    : check(false, 'what was signed is another snapshot, position or root');
}

function checkEvidence(snapshot: ProvenSnapshot): SnapshotCheck {
  const root = Buffer.from(snapshot.root, 'hex');
  const proven = new Map(snapshot.evidence.map((each) => [each.position, each]));
  const unproven = namedPositions(snapshot).filter((position) => {
    const evidence = proven.get(position);
    if (evidence === undefined || positionOf(evidence.event) !== position) return true;
    const path = evidence.proof.map((hash) => Buffer.from(hash, 'base64'));
    return !verifyInclusion(leafHash(evidence.event), position - 1, snapshot.position, path, root);
  });
  return unproven.length === 0
    ? { what: 'evidence', ok: true, detail: `the ${proven.size} events that it names are in the signed tree` }
    : { what: 'evidence', ok: false, detail: `events ${unproven.join(', ')} are not shown to be in the signed tree` };
}

function checkFigures(snapshot: ProvenSnapshot, ledger: Ledger): SnapshotCheck {
  const check = (ok: boolean, detail: string): SnapshotCheck => ({ what: 'figures', ok, detail });
  // How rows lie in a file is no rule of a figure: the version of a view says when it is rebuilt, and no more.
  const { assessment = '', rag = '' } = snapshot.rules;
  const under = { assessment, rag };
  if (assessmentUnder(under) === null)
    return check(false, `it was made under ${assessment} and ${rag}, which this release can't run`);
  const { position, asAt, indicators, issuedTo } = snapshot;
  return ledger.read((reader) => {
    if (reader.ledger !== snapshot.ledger) return check(false, `that is the ledger "${reader.ledger}"`);
    if (reader.position < position) return check(false, `that ledger ends at position ${reader.position}`);
    const question = { knownAt: String(position), asAt, ...(indicators === null ? {} : { indicators }) };
    const again = { ...takeSnapshot(reader, question, issuedTo, under), rules: snapshot.rules };
    if (snapshotDigest(again) === snapshot.digest)
      return check(true, `all ${again.rows.length} rows were recomputed and are the same`);
    const row = snapshot.rows.find((each, index) => text(each) !== text(again.rows[index]));
    return check(
      false,
      row === undefined
        ? 'the recomputed snapshot has other rows'
        : `${row.indicator} (${row.breakdown}) comes out differently`,
    );
  });
}

const text = (value: unknown): string => (value === undefined ? '' : canonicalJson(value as Json));

function positionOf(event: string): number | null {
  try {
    return (JSON.parse(event) as { position: number }).position;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether a value read from a file has the shape of a snapshot; whether it is true is for `verifySnapshot` to say. */
export function isProvenSnapshot(value: unknown): value is ProvenSnapshot {
  if (!isObject(value) || value['format'] !== 'outturn-snapshot@1') return false;
  const texts = ['ledger', 'root', 'asAt', 'digest', 'signature', 'key'].every(
    (name) => typeof value[name] === 'string',
  );
  const { rows, evidence, rules, position } = value;
  const rowsNameEvents = (row: unknown): boolean =>
    isObject(row) &&
    Array.isArray(row['provenance']) &&
    row['provenance'].every((each) => isObject(each) && typeof each['position'] === 'number');
  const isEvidence = (each: unknown): boolean =>
    isObject(each) &&
    typeof each['position'] === 'number' &&
    typeof each['event'] === 'string' &&
    Array.isArray(each['proof']) &&
    each['proof'].every((hash) => typeof hash === 'string');
  return (
    texts &&
    Number.isSafeInteger(position) &&
    isObject(rules) &&
    Array.isArray(rows) &&
    rows.every(rowsNameEvents) &&
    Array.isArray(evidence) &&
    evidence.every(isEvidence)
  );
}
