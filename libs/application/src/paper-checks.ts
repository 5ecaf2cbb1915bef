import { textDigests } from '@outturn/domain';
import { isSealed, saltFromHex, type EventEnvelope } from '@outturn/kernel';
import {
  leafHash,
  readCheckpoint,
  readStoredEvent,
  readTlogProof,
  signerOf,
  verifyInclusion,
  type VerificationKey,
} from '@outturn/ledger';
import { namedPositions, type AnyProvenSnapshot, type Evidence } from './proven-snapshot.js';
import { namedTexts, snapshotDigest, type AnySnapshot } from './snapshot.js';

/** One thing that was checked about a snapshot. */
export interface SnapshotCheck {
  readonly what: 'digest' | 'signature' | 'evidence' | 'texts' | 'issue' | 'figures';
  readonly ok: boolean;
  /** What was found, as a sentence. */
  readonly detail: string;
}

/** An event that was seen to say that the snapshot was issued. */
export interface SeenIssue {
  readonly position: number;
  readonly issuedTo: string;
  readonly recordedAt: string;
  /** A signed checkpoint behind the event, which the file brings along; or only the ledger that it was held against. */
  readonly shownBy: 'checkpoint' | 'ledger';
}

export const passed = (what: SnapshotCheck['what'], detail: string): SnapshotCheck => ({ what, ok: true, detail });
export const failed = (what: SnapshotCheck['what'], detail: string): SnapshotCheck => ({ what, ok: false, detail });

/** What a paper shows by itself, to somebody who trusts a key. */
export function checkPaper(
  snapshot: AnyProvenSnapshot,
  trusted: VerificationKey,
): { readonly checks: readonly SnapshotCheck[]; readonly issued: readonly SeenIssue[] } {
  const proven = provenEvents(snapshot);
  const issue = checkIssue(snapshot, trusted);
  const checks = [checkDigest(snapshot), checkSignature(snapshot, trusted), checkEvidence(snapshot, proven)];
  const texts = checkTexts(snapshot, proven);
  return {
    checks: [...checks, ...(texts === null ? [] : [texts]), ...(issue === null ? [] : [issue.check])],
    issued: issue?.seen === undefined ? [] : [issue.seen],
  };
}

function checkDigest(snapshot: AnySnapshot): SnapshotCheck {
  return digestOf(snapshot) === snapshot.digest
    ? passed('digest', 'the content has the stated digest')
    : failed('digest', 'the content was changed: it has another digest');
}

/** Null where the content holds what no digest was ever made of, such as a fraction. */
function digestOf(snapshot: AnySnapshot): string | null {
  try {
    return snapshotDigest(snapshot);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function checkSignature(
  { signature, key, ledger, position, root, digest }: AnyProvenSnapshot,
  trusted: VerificationKey,
): SnapshotCheck {
  const head = readCheckpoint(signature);
  if (head === null || signerOf(head.note, [trusted]) === null)
    return failed('signature', `it is not signed by ${trusted.name}+${trusted.id}`);
  if (key !== trusted.line) return failed('signature', 'it names another key than the one that signed it');
  const own = `outturn/${ledger}`;
  const signed = `${own}\n${position}\n${Buffer.from(root, 'hex').toString('base64')}\n${digest}\n`;
  return trusted.name === own && head.note.text === signed
    ? passed('signature', `${trusted.name}+${trusted.id} signed this digest at position ${position}`)
    : failed('signature', 'what was signed is another snapshot, position or root');
}

function checkEvidence(snapshot: AnyProvenSnapshot, proven: ProvenEvents): SnapshotCheck {
  const named = new Set(namedPositions(snapshot));
  const brought = snapshot.evidence.map(({ position }) => position);
  const unnamed = brought.filter((position) => !named.has(position));
  if (unnamed.length > 0) return failed('evidence', `it brings events that none of its rows names: ${listed(unnamed)}`);
  if (brought.some((position, index) => index > 0 && position <= (brought[index - 1] ?? 0)))
    return failed('evidence', 'it brings an event twice, or its events are not in the order of their positions');
  const types = new Map(
    snapshot.rows.flatMap(({ provenance }) => provenance.map((each) => [each.position, each.type])),
  );
  const unproven = [...named].filter((position) => proven.get(position)?.type !== types.get(position));
  return unproven.length === 0
    ? passed('evidence', `the ${named.size} events that it names are in the signed tree`)
    : failed('evidence', `events that it names are not shown to be in the signed tree: ${listed(unproven)}`);
}

const listed = (positions: readonly number[]): string =>
  `${positions.slice(0, 10).join(', ')}${positions.length > 10 ? ` and ${positions.length - 10} more` : ''}`;

type ProvenEvents = ReadonlyMap<number, EventEnvelope>;

/** The events that a paper brings and that the signed tree has at their positions. */
function provenEvents(snapshot: AnyProvenSnapshot): ProvenEvents {
  const events = snapshot.evidence.map((evidence) => [evidence.position, provenEvent(snapshot, evidence)] as const);
  return new Map(events.filter((each): each is [number, EventEnvelope] => each[1] !== null));
}

function provenEvent(
  { ledger, position: size, root }: AnyProvenSnapshot,
  { position, event: bytes, proof }: Evidence,
): EventEnvelope | null {
  const stored = readStoredEvent(bytes);
  if (stored === null || !stored.canonical) return null;
  const { event } = stored;
  const path = proof.map((hash) => Buffer.from(hash, 'base64'));
  const isSound =
    event.position === position &&
    event.ledger === ledger &&
    path.every((hash, index) => hash.toString('base64') === proof[index]) &&
    verifyInclusion(leafHash(bytes), position - 1, size, path, Buffer.from(root, 'hex'));
  return isSound ? event : null;
}

/** Null where there is nothing that could be checked: words of the first format are covered by nothing. */
function checkTexts(snapshot: AnyProvenSnapshot, proven: ProvenEvents): SnapshotCheck | null {
  const named = new Set(namedTexts(snapshot.rows));
  const unnamed = Object.keys(snapshot.texts).find((digest) => !named.has(digest));
  if (unnamed !== undefined) return failed('texts', `it brings a text ${unnamed} that none of its rows names`);
  if (snapshot.format === 'outturn-snapshot@1') return null;
  const forged = Object.entries(snapshot.texts).find(([digest, { salt, text }]) => {
    const bytes = saltFromHex(salt);
    return bytes === null || !isSealed({ digest, salt: bytes, text });
  });
  if (forged !== undefined)
    return failed('texts', `the words that it brings as ${forged[0]} are not those that were said`);
  const mentioned = new Set([...proven.values()].flatMap((event) => textDigests(event).map(([, digest]) => digest)));
  const unsaid = [...named].find((digest) => !mentioned.has(digest));
  if (unsaid !== undefined) return failed('texts', `none of the events that it brings says the text ${unsaid}`);
  return passed(
    'texts',
    `the words are those that its rows and events name (${Object.keys(snapshot.texts).length} of ${named.size} texts are in it)`,
  );
}

/** Reads the proof of its issuing that a paper brings; null where it brings none. */
function checkIssue(
  snapshot: AnyProvenSnapshot,
  trusted: VerificationKey,
): { readonly check: SnapshotCheck; readonly seen?: SeenIssue } | null {
  if (snapshot.format === 'outturn-snapshot@1' || snapshot.issued === null) return null;
  const proof = readTlogProof(snapshot.issued);
  const not = (reason: string) => ({ check: failed('issue', `that it was issued is not shown: ${reason}`) });
  if (proof === null) return not('what it brings for that is no proof of an event');
  const { extra, index, hashes, head } = proof;
  if (head.origin !== `outturn/${snapshot.ledger}` || signerOf(head.note, [trusted]) === null)
    return not(`the checkpoint behind the event is not signed by ${trusted.name}+${trusted.id}`);
  const stored = readStoredEvent(extra);
  if (stored === null || !stored.canonical || !verifyInclusion(leafHash(extra), index, head.size, hashes, head.root))
    return not('its hashes do not lead from the event to the signed root');
  const { event } = stored;
  if (event.position !== index + 1 || event.ledger !== snapshot.ledger) return not('it is of another event');
  const { digest, position, issuedTo } = event.data;
  const says = event.type === 'SnapshotIssued' && digest === snapshot.digest && position === snapshot.position;
  if (!says || event.position <= snapshot.position) return not('the event does not say that this snapshot was issued');
  if (typeof issuedTo !== 'string' || issuedTo !== snapshot.preparedFor) return not('the event names another body');
  const seen = { position: event.position, issuedTo, recordedAt: event.recordedAt, shownBy: 'checkpoint' as const };
  return {
    check: passed('issue', `event ${event.position} says so, under a signed checkpoint of position ${head.size}`),
    seen,
  };
}
