#!/usr/bin/env node
// outturn-verify: checks what a council's performance ledger claims, on a machine with nothing but Node (18 or later).
//
// It shares no code with Outturn and needs no network. It was written from:
//   RFC 9162, 2.1                                  Merkle trees: one root for all events, a path of hashes for one
//   RFC 8785                                       the one text of a JSON value
//   c2sp.org/signed-note, tlog-checkpoint, tlog-proof   what is signed, and how
//   README.md beside this file                     the formats of exports and snapshots
//
// Read it before you trust it; README.md says how to get it without trusting us.

import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';

const USAGE = `usage:
  node outturn-verify.mjs export FILE [--checkpoint FILE]... [--key VKEY]... [--json]
  node outturn-verify.mjs snapshot FILE --key VKEY... [--export FILE] [--json]
  node outturn-verify.mjs proof FILE --key VKEY... [--json]
  node outturn-verify.mjs checkpoint FILE --key VKEY... [--json]

exit code: 0 it holds, 6 it does not hold, 2 the command can't be run`;

/** Something that is not as it must be; the message is a sentence about it. Exit code 6. */
class Broken extends Error {}
/** A command that can't be run. Exit code 2. */
class Misused extends Error {}

// ------------------------------------------------------------------------------------------------ Merkle trees

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** RFC 9162, 2.1.1: the first byte keeps a leaf from passing for a node. */
const leafHash = (bytes) => sha256(Buffer.from([0]), bytes);
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

/** A tree that only grows. It keeps the perfect subtrees that its size is made of: 13 leaves are 8 + 4 + 1. */
export class MerkleTree {
  size = 0;
  subtrees = [];

  add(leaf) {
    this.size += 1;
    this.subtrees.push({ size: 1, hash: leaf });
    for (;;) {
      const [left, right] = this.subtrees.slice(-2);
      if (right === undefined || left.size !== right.size) return;
      this.subtrees.splice(-2, 2, { size: left.size * 2, hash: nodeHash(left.hash, right.hash) });
    }
  }

  root() {
    const hashes = this.subtrees.map((subtree) => subtree.hash);
    return hashes.length === 0 ? sha256() : hashes.reduceRight((right, left) => nodeHash(left, right));
  }
}

/**
 * The root that an inclusion proof leads to, by the definition of PATH (RFC 9162, 2.1.3.1) from the root down; null where
 * the path is too long or too short.
 */
export function rootOfPath(leaf, index, size, path) {
  if (index >= size) return null;
  if (size === 1) return path.length === 0 ? leaf : null;
  if (path.length === 0) return null;
  // A tree splits at the greatest power of two below its size.
  let split = 1;
  while (split * 2 < size) split *= 2;
  const sibling = path[path.length - 1];
  const rest = path.slice(0, -1);
  const left = index < split;
  const below = left ? rootOfPath(leaf, index, split, rest) : rootOfPath(leaf, index - split, size - split, rest);
  if (below === null) return null;
  return left ? nodeHash(below, sibling) : nodeHash(sibling, below);
}

// ------------------------------------------------------------------------------------------------ texts

/** The bytes of standard base64; null for anything but their one canonical text (RFC 4648, 3.5). */
function fromBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

function hashFromBase64(text) {
  const bytes = fromBase64(text);
  return bytes !== null && bytes.length === 32 ? bytes : null;
}

function fromUtf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Broken('it is not UTF-8');
  }
}

/** A whole number without leading zeros; null for anything else. */
const wholeNumber = (text) => (/^(0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : null);

/** The one text of a JSON value (RFC 8785). */
function canonical(value, depth = 0) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (depth > 100) throw new Broken('it is nested too deeply');
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each, depth + 1)).join(',')}]`;
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name], depth + 1)}`).join(',')}}`;
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function parseObject(bytes) {
  const text = fromUtf8(bytes);
  let value = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Told below.
  }
  if (!isObject(value)) throw new Broken('it is no JSON object');
  return value;
}

// ------------------------------------------------------------------------------------------------ signed notes

/** A verification key: name+id+base64(0x01 ‖ Ed25519 public key). */
export function readKey(line) {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes === null || bytes.length !== 33 || bytes[0] !== 1)
    throw new Misused(`"${line}" is no verification key: it reads name+id+base64`);
  if (sha256(`${name}\n`, bytes).toString('hex').slice(0, 8) !== id)
    throw new Misused(`"${line}" is a damaged verification key: its id is not that of its name and bytes`);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]); // RFC 8410
  return { name, id, line: line.trim(), publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
}

/** Takes a note apart: the text that was signed, and its signature lines. */
function readNote(note) {
  if ([...note].some((character) => character < ' ' && character !== '\n'))
    throw new Broken('it holds control characters');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw new Broken('it is no signed note');
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures = lines.map((line) => {
    const [, name, encoded = ''] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (bytes === null || bytes.length <= 4) throw new Broken('a line behind its text is no signature');
    return { name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
  });
  return { text: note.slice(0, split + 1), signatures };
}

/** How a ledger's log is called: the first line of its checkpoints, and the name of its keys. */
const originOf = (ledger) => `outturn/${ledger}`;

export function readCheckpoint(text) {
  const note = readNote(text);
  const [origin, sizeLine = '', rootLine = '', ...extensions] = note.text.slice(0, -1).split('\n');
  const size = wholeNumber(sizeLine);
  const root = hashFromBase64(rootLine);
  if (origin === '' || size === null || root === null || extensions.includes(''))
    throw new Broken('it is no checkpoint: one names its log, a size and a root');
  return { origin, size, root, note };
}

/**
 * The pinned keys that signed a checkpoint. A signature of an unknown key says nothing; one that bears a pinned key's
 * name and id and is false spoils the note.
 */
function signersOf({ origin, note }, keys) {
  const signers = [];
  for (const { name, id, signature } of note.signatures) {
    const key = keys.find((each) => each.name === name && each.id === id);
    if (key === undefined || name !== origin) continue;
    if (!verifySignature(null, Buffer.from(note.text), key.publicKey, signature))
      throw new Broken(`the signature of ${name}+${id} is false`);
    signers.push(`${name}+${id}`);
  }
  if (signers.length === 0) throw new Broken(`no key that you pinned signed it as ${origin}: it proves nothing`);
  return signers;
}

// ------------------------------------------------------------------------------------------------ events

/** Members that hold the digest of something else than a text of their own. */
const NO_TEXTS = new Set(['TextRedacted.digest', 'SnapshotIssued.digest']);

/** The members of an event that hold the digests of texts. */
const textMembers = ({ type, data }) =>
  Object.keys(data).filter((member) => isDigest(data[member]) && !NO_TEXTS.has(`${type}.${member}`));

/** The digests of the texts that an event stands for. */
export const textDigests = (event) => textMembers(event).map((member) => event.data[member]);

const isDigest = (value) => typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);

/**
 * What keeps a text from being the one that a digest names; null where it is. A salt has 16 bytes: where it ends the words
 * begin, and nothing else says where, so that a longer one could hold the first of them.
 */
function textFault(digest, salt, text) {
  if (!/^([0-9a-f]{2})*$/.test(salt)) return 'has a salt that is not in lower-case hex';
  if (salt.length !== 32) return `has a salt of ${salt.length / 2} bytes: one has 16, or words could hide in it`;
  const words = Buffer.from(text);
  if (words.toString() !== text) return 'is no Unicode text';
  return `sha256:${sha256(Buffer.from(salt, 'hex'), words).toString('hex')}` === digest
    ? null
    : 'was changed: it has another digest';
}

/** UUIDv5 (RFC 9562, 5.5) of the command's id and the number of the event among the command's events. */
function eventIdOf(commandId, number) {
  const name = Buffer.from(commandId.replaceAll('-', ''), 'hex');
  const id = createHash('sha1').update(name).update(String(number)).digest().subarray(0, 16);
  id[6] = (id[6] & 0x0f) | 0x50;
  id[8] = (id[8] & 0x3f) | 0x80;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const TEXTS = ['ledger', 'entity', 'type', 'eventId', 'commandId'];
const COUNTS = ['position', 'entityVersion', 'schemaVersion'];

/** An event out of its bytes, with everything that is checked below. */
function readEvent(bytes) {
  const event = parseObject(bytes);
  const isCount = (value) => Number.isSafeInteger(value) && value >= 1;
  const complete =
    TEXTS.every((name) => typeof event[name] === 'string') &&
    COUNTS.every((name) => isCount(event[name])) &&
    [event.recordedAt, event.knownFrom].every((instant) => typeof instant === 'string' && INSTANT.test(instant)) &&
    isObject(event.data) &&
    isObject(event.batch) &&
    isCount(event.batch.size) &&
    isCount(event.batch.index + 1);
  if (!complete) throw new Broken('it is no event of a ledger');
  if (!Buffer.from(canonical(event)).equals(bytes)) throw new Broken('it is not in canonical form (RFC 8785)');
  return event;
}

/** What must be so between an event and those before it. */
class Sequence {
  versions = new Map(); // entity -> its last version
  last = null;
  numberInCommand = 0;

  /** The faults of the next event, as sentences. */
  next(event) {
    const { last } = this;
    const version = (this.versions.get(event.entity) ?? 0) + 1;
    const open = this.openBatch();
    const { id, size, index } = event.batch;
    this.numberInCommand = last !== null && last.commandId === event.commandId ? this.numberInCommand + 1 : 0;
    const rules = [
      [last === null || event.recordedAt >= last.recordedAt, 'it was recorded before the event in front of it'],
      [last === null || event.knownFrom >= last.knownFrom, 'it was known before the event in front of it'],
      [event.entityVersion === version, `it is version ${event.entityVersion} of its entity, after ${version - 1}`],
      [
        open === null ? index === 0 : id === open.id && size === open.size && index === open.index + 1,
        'the batch in front of it is not whole, or it is not where its own begins',
      ],
      [event.eventId === eventIdOf(event.commandId, this.numberInCommand), 'its eventId is not that of its command'],
    ];
    this.versions.set(event.entity, event.entityVersion);
    this.last = event;
    return rules.filter(([holds]) => !holds).map(([, sentence]) => sentence);
  }

  /** The batch of the last event, where more of it must come. */
  openBatch() {
    return this.last === null || this.last.batch.index === this.last.batch.size - 1 ? null : this.last.batch;
  }
}

// ------------------------------------------------------------------------------------------------ exports

/** How many faults are told: a file that is wrong all over is not described line by line. */
const TOLD = 1000;
const EVENT = Buffer.from('{"event":');

/** The members of the lines that hold no event, in their order. */
const HEADER_MEMBERS = ['outturn', 'ledger', 'events'];
const TEXT_MEMBERS = ['digest', 'entity', 'commandId', 'field', 'salt', 'text', 'redactedAt'];
const END_MEMBERS = ['position', 'root', 'texts'];
const pick = (value, names) => Object.fromEntries(names.map((name) => [name, value[name]]));

const placeOf = (...parts) => JSON.stringify(parts);

/** Reads an export line by line. Memory grows with the number of entities and texts, not with that of events. */
class ExportCheck {
  faults = [];
  faultCount = 0;
  line = 0;
  /** @type {any} */ header = null;
  /** @type {any} */ end = null;
  tree = new MerkleTree();
  sequence = new Sequence();
  mentions = new Map(); // digest of a text -> the first position that mentions it
  places = new Set(); // each text as an event says it: digest, command, entity and member
  redactions = new Map(); // digest of a text -> the position that redacted it
  texts = new Map(); // digest of a text -> 'kept' or 'redacted'
  textLines = 0;

  /** @param sizes where the root is wanted */
  constructor(sizes) {
    this.rootsAt = new Map(sizes.map((size) => [size, size === 0 ? this.tree.root() : null]));
  }

  fault(position, sentence) {
    this.faultCount += 1;
    if (this.faults.length < TOLD) this.faults.push({ line: this.line, position, fault: sentence });
  }

  /** Runs a check and tells what is broken as a fault. */
  telling(position, check) {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      this.fault(position, error.message);
      return null;
    }
  }

  read(line) {
    this.line += 1;
    if (this.line === 1) this.readHeader(line);
    else if (this.end !== null) this.fault(null, 'it comes behind the end');
    else if (line.subarray(0, EVENT.length).equals(EVENT)) this.readEvent(line);
    else {
      const { text, end } = this.telling(null, () => parseObject(line)) ?? {};
      if (isObject(text)) this.readText(text);
      else if (isObject(end)) this.end = end;
      else return this.fault(null, 'it is neither an event nor a text nor the end');
      this.mustBeWritten(line, isObject(text) ? { text: pick(text, TEXT_MEMBERS) } : { end: pick(end, END_MEMBERS) });
    }
  }

  readHeader(line) {
    const header = this.telling(null, () => parseObject(line)) ?? {};
    if (header.outturn !== 'export@1' || typeof header.ledger !== 'string')
      throw new Broken('its first line is no header of an Outturn export (export@1)');
    this.header = header;
    this.mustBeWritten(line, pick(header, HEADER_MEMBERS));
  }

  /** A line may be read in one way only: no member twice, none that nobody looks at, no blank, nothing in disguise. */
  mustBeWritten(line, value) {
    if (!Buffer.from(JSON.stringify(value)).equals(line))
      this.fault(null, 'it is written otherwise than an export writes it');
  }

  readEvent(line) {
    // What was hashed are the bytes between {"event": and the last brace, as they lie.
    const bytes = line.subarray(EVENT.length, -1);
    this.tree.add(leafHash(bytes));
    const position = this.tree.size;
    if (this.rootsAt.has(position)) this.rootsAt.set(position, this.tree.root());
    if (this.textLines > 0) this.fault(position, 'it comes behind the texts');
    if (line[line.length - 1] !== 0x7d) this.fault(position, 'its line does not end in a brace');
    const event = this.telling(position, () => readEvent(bytes));
    if (event === null) return;
    if (event.ledger !== this.header.ledger) this.fault(position, `it is an event of the ledger "${event.ledger}"`);
    if (event.position !== position) this.fault(position, `event ${event.position} stands in its place`);
    for (const sentence of this.sequence.next(event)) this.fault(position, sentence);
    for (const member of textMembers(event)) {
      const digest = event.data[member];
      if (!this.mentions.has(digest)) this.mentions.set(digest, position);
      this.places.add(placeOf(digest, event.commandId, event.entity, member));
    }
    if (event.type === 'TextRedacted') this.redactions.set(event.data.digest, position);
  }

  /** A text lies beside the events, under the digest that an event holds; only an event may take it out. */
  readText({ digest, entity, commandId, field, salt, text, redactedAt }) {
    this.textLines += 1;
    const position = this.mentions.get(digest) ?? null;
    const redaction = this.redactions.get(digest);
    this.texts.set(digest, redaction === undefined ? 'kept' : 'redacted');
    if (position !== null && !this.places.has(placeOf(digest, commandId, entity, field)))
      this.fault(position, `its text ${digest} is kept for another command, entity or field than the event's`);
    if (position === null) this.fault(null, `no event mentions the text ${digest}`);
    else if (salt === null && text === null) {
      if (redaction === undefined) this.fault(position, `its text ${digest} is gone, and no event took it out`);
      else if (redactedAt !== redaction) this.fault(position, `its text was taken out by event ${redaction}`);
    } else if (redaction !== undefined)
      this.fault(position, `its text was taken out by event ${redaction}, and is still there`);
    else if (typeof text !== 'string' || typeof salt !== 'string')
      this.fault(position, `its text ${digest} has lost its words or its salt`);
    else if (redactedAt !== null) this.fault(position, `its text is there and is said to be redacted`);
    else {
      const fault = textFault(digest, salt, text);
      if (fault !== null) this.fault(position, `its text ${fault}`);
    }
  }

  finish() {
    const { end, header, tree, textLines } = this;
    if (header === null) throw new Broken('it is empty');
    this.line = null;
    for (const [digest, position] of this.mentions)
      if (!this.texts.has(digest)) this.fault(position, `its text ${digest} is missing`);
    if (this.sequence.openBatch() !== null) this.fault(tree.size, 'the last batch is not whole');
    const root = tree.root().toString('hex');
    if (header.events !== tree.size) this.fault(null, `the header says ${header.events} events; ${tree.size} came`);
    if (end === null) return this.fault(null, 'the export is cut short: its end is missing');
    if (end.position !== tree.size) this.fault(null, `the end says ${end.position} events; ${tree.size} came`);
    if (end.texts !== textLines) this.fault(null, `the end says ${end.texts} texts; ${textLines} came`);
    if (end.root !== root) this.fault(null, `the end says the root ${end.root}; the events have ${root}`);
  }

  /** Holds a checkpoint against the events. */
  hold({ file, origin, size, root, note }, keys) {
    const fault = (sentence) => this.fault(null, `${file}: ${sentence}`);
    const signedBy =
      keys.length === 0 ? null : (this.telling(null, () => named(file, () => signersOf({ origin, note }, keys))) ?? []);
    const state = this.stateOf(origin, size, root);
    if (state === 'another log') fault(`it is of ${origin}, not of this ledger`);
    if (state === 'shorter') fault(`it was signed over ${size} events; ${this.tree.size} came: the tail was dropped`);
    if (state === 'rewritten') fault(`it was signed over other events up to position ${size}: the past was rewritten`);
    return { file, size, state, signedBy };
  }

  stateOf(origin, size, root) {
    if (origin !== originOf(this.header.ledger)) return 'another log';
    if (size > this.tree.size) return 'shorter';
    return this.rootsAt.get(size).equals(root) ? 'fits' : 'rewritten';
  }
}

/**
 * Checks an export.
 * @param lines its lines as Buffers, without line ends
 * @param held checkpoints that were kept, each { file, text }
 * @param keys verification keys that were pinned
 */
export async function checkExport(lines, held, keys) {
  const checkpoints = held.map(({ file, text }) => ({ file, ...named(file, () => readCheckpoint(text)) }));
  const check = new ExportCheck(checkpoints.map((checkpoint) => checkpoint.size));
  for await (const line of lines) check.read(line);
  check.finish();
  const results = checkpoints.map((checkpoint) => check.hold(checkpoint, keys));
  const { header, tree, texts, faults, faultCount } = check;
  const redacted = [...texts.values()].filter((state) => state === 'redacted').length;
  return {
    ok: faultCount === 0,
    checked: 'export',
    ledger: header.ledger,
    position: tree.size,
    root: tree.root().toString('hex'),
    texts: { kept: texts.size - redacted, redacted },
    checkpoints: results,
    faults,
    faultCount,
    limits: exportLimits(results, keys, tree.size),
  };
}

const NOT_TRUTH = 'It shows that the record stands as it was made, not that what was recorded is true.';

function exportLimits(results, keys, size) {
  const limits = [];
  const newest = Math.max(-1, ...results.map((result) => result.size));
  if (newest < 0)
    limits.push(
      'No checkpoint was held against it: that everything was rewritten, or the last events left out, cannot be seen.',
    );
  else if (newest < size)
    limits.push(`The events after position ${newest} are newer than every checkpoint that was held.`);
  if (keys.length === 0) limits.push('No key was pinned: who signed was not checked.');
  return [...limits, NOT_TRUTH];
}

// ------------------------------------------------------------------------------------------------ proofs

export function readProof(text) {
  const split = text.indexOf('\n\n');
  const [format, ...lines] = split < 0 ? [] : text.slice(0, split).split('\n');
  if (format !== 'c2sp.org/tlog-proof@v1') throw new Broken('it is no proof (c2sp.org/tlog-proof@v1)');
  const take = (word) => (lines.length > 0 && lines[0].startsWith(word) ? lines.shift().slice(word.length) : null);
  const bytes = fromBase64(take('extra ') ?? '-');
  const index = wholeNumber(take('index ') ?? '-');
  const path = lines.map(hashFromBase64);
  if (bytes === null) throw new Broken('it holds no event');
  if (index === null) throw new Broken('it does not say which event it proves');
  if (path.includes(null) || path.length > 53) throw new Broken('its lines are not the hashes of a path');
  return { bytes, index, path, checkpoint: readCheckpoint(text.slice(split + 2)) };
}

/** Checks the proof of one event. */
export function checkProof(text, keys) {
  const { bytes, index, path, checkpoint } = readProof(text);
  const { origin, size, root } = checkpoint;
  const signedBy = signersOf(checkpoint, keys);
  const reached = rootOfPath(leafHash(bytes), index, size, path);
  if (reached === null || !reached.equals(root))
    throw new Broken('its hashes do not lead from the event to the signed root: one of them was changed');
  const event = readEvent(bytes);
  if (event.position !== index + 1) throw new Broken(`it proves event ${index + 1} and holds event ${event.position}`);
  if (originOf(event.ledger) !== origin)
    throw new Broken(`it holds an event of "${event.ledger}", signed by ${origin}`);
  const limits = [
    `It shows that this event is in the ledger as it stood at position ${size}. That no later event corrects, withdraws or redacts it can only an export show.`,
    NOT_TRUTH,
  ];
  return {
    ok: true,
    checked: 'proof',
    ledger: event.ledger,
    position: event.position,
    size,
    root: root.toString('hex'),
    signedBy,
    event,
    faults: [],
    limits,
  };
}

// ------------------------------------------------------------------------------------------------ snapshots

const isList = Array.isArray;
const isText = (value) => typeof value === 'string';
const isHex = (value, digits) => isText(value) && value.length === digits && /^[0-9a-f]*$/.test(value);
const hasExactly = (value, names) =>
  isObject(value) && Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name));

/** The members of each format that its digest covers, beside those that prove it. */
const COVERED = ['format', 'ledger', 'position', 'root', 'asAt', 'indicators', 'rules', 'rows'];
const PROVING = ['digest', 'texts', 'signature', 'key', 'evidence'];
const FORMATS = new Map([
  ['outturn-snapshot@1', { covered: [...COVERED, 'issuedTo'], proving: PROVING }],
  ['outturn-snapshot@2', { covered: [...COVERED, 'preparedFor'], proving: [...PROVING, 'issued'] }],
]);

/** Reads a snapshot; refuses what could be read in two ways, and every member that nothing would cover. */
function readSnapshot(bytes) {
  const text = fromUtf8(bytes).replace(/^\uFEFF/, '');
  const paper = parseObject(Buffer.from(text));
  const format = FORMATS.get(paper.format);
  if (format === undefined) throw new Broken('it is no snapshot (outturn-snapshot@1 or @2)');
  const compact = text.replace(/"(?:[^"\\]|\\.)*"|[ \t\r\n]+/g, (token) => (token[0] === '"' ? token : ''));
  if (compact !== JSON.stringify(paper))
    throw new Broken('it can be read in two ways: a member is there twice, or a value is written otherwise than it is');
  const { covered, proving } = format;
  const isProvenance = (each) =>
    (hasExactly(each, ['position', 'type']) ||
      (hasExactly(each, ['position', 'type', 'undated']) && each.undated === true)) &&
    Number.isSafeInteger(each.position);
  const isRow = (row) =>
    isObject(row) &&
    isList(row.provenance) &&
    row.provenance.every(isProvenance) &&
    [row.commentary, row.source].every((digest) => digest === null || isDigest(digest));
  const isEvidence = (each) =>
    hasExactly(each, ['position', 'event', 'proof']) && isText(each.event) && isList(each.proof);
  const isWhole =
    hasExactly(paper, [...covered, ...proving]) &&
    [paper.ledger, paper.asAt, paper.signature, paper.key].every(isText) &&
    Number.isSafeInteger(paper.position) &&
    paper.position >= 0 &&
    isHex(paper.root, 64) &&
    isDigest(paper.digest) &&
    isList(paper.rows) &&
    paper.rows.every(isRow) &&
    isList(paper.evidence) &&
    paper.evidence.every(isEvidence) &&
    isObject(paper.texts) &&
    Object.values(paper.texts).every((text) =>
      paper.format === 'outturn-snapshot@1'
        ? isText(text)
        : hasExactly(text, ['salt', 'text']) && isText(text.salt) && isText(text.text),
    );
  if (!isWhole) throw new Broken('a member is missing, is not as a snapshot has it, or is one that no snapshot has');
  return { paper, covered };
}

/** The event that a piece of evidence is of, if the tree of a root has it at its position. */
function eventOfEvidence({ position, event: written, proof }, { ledger, position: size, root }) {
  const bytes = Buffer.from(written);
  const event = readEvent(bytes);
  if (event.position !== position || event.ledger !== ledger) throw new Broken('it is another event');
  const path = proof.map((hash) => (isText(hash) ? hashFromBase64(hash) : null));
  const reached =
    path.includes(null) || path.length > 53 ? null : rootOfPath(leafHash(bytes), position - 1, size, path);
  if (reached?.toString('hex') !== root) throw new Broken('its hashes do not lead to the signed root');
  return event;
}

const REPORTED = [
  'indicator',
  'breakdown',
  'period',
  'value',
  'numerator',
  'denominator',
  'status',
  'commentary',
  'source',
];
const REPORTS = new Set(['KpiReturnSubmitted', 'KpiReturnFinalised', 'KpiReturnCorrected']);

/**
 * Checks a signed snapshot.
 * @param bytes the file
 * @param keys verification keys that were pinned
 * @param exported the lines of an export as Buffers, to hold it against; null for none
 */
export async function checkSnapshot(bytes, keys, exported) {
  const faults = [];
  const fault = (position, sentence) => faults.push({ line: null, position, fault: sentence });
  const telling = (position, what, check) => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      fault(position, `${what}${error.message}`);
      return null;
    }
  };
  const read = telling(null, '', () => readSnapshot(bytes));
  if (read === null) return { ok: false, checked: 'snapshot', preparedFor: null, issued: [], faults, limits: [] };
  const { paper, covered } = read;
  const { format, ledger, position, root, digest, rows, texts } = paper;
  const preparedFor = format === 'outturn-snapshot@1' ? paper.issuedTo : paper.preparedFor;

  const content = Object.fromEntries(covered.map((name) => [name, paper[name]]));
  if (`sha256:${sha256(canonical(content)).toString('hex')}` !== digest)
    fault(null, 'its content was changed: it has another digest');

  const signedBy = telling(null, '', () => {
    const checkpoint = readCheckpoint(paper.signature);
    const signed = `${originOf(ledger)}\n${position}\n${Buffer.from(root, 'hex').toString('base64')}\n${digest}\n`;
    const signers = signersOf(checkpoint, keys);
    if (checkpoint.note.text !== signed) throw new Broken('another snapshot, position or root was signed');
    if (!keys.some((each) => each.line === paper.key && signers.includes(`${each.name}+${each.id}`)))
      throw new Broken('it names another key than the one that signed it');
    return signers;
  });

  const types = new Map(rows.flatMap((row) => row.provenance.map((each) => [each.position, each.type])));
  const events = new Map();
  let last = 0;
  for (const each of paper.evidence) {
    if (!types.has(each.position)) fault(each.position, 'it is brought along, and no row names it');
    if (each.position <= last) fault(each.position, 'it is brought twice, or out of order');
    last = each.position;
    const event = telling(each.position, 'it is not shown to be in the signed tree: ', () =>
      eventOfEvidence(each, paper),
    );
    if (event !== null) events.set(each.position, event);
  }
  for (const [at, type] of types)
    if (events.get(at)?.type !== type) fault(at, `a row rests on it, and it is not shown that it is a ${type}`);

  for (const row of rows) {
    const report = row.provenance
      .map((each) => events.get(each.position))
      .find((event) => REPORTS.has(event?.type) && event.data.period === row.period);
    const said = report === undefined ? null : { value: null, numerator: null, denominator: null, ...report.data };
    const differing = said === null ? undefined : REPORTED.find((name) => (row[name] ?? null) !== (said[name] ?? null));
    if (differing !== undefined)
      fault(report.position, `the row of ${row.indicator} says another ${differing} than this event`);
    if (said === null && (row.value ?? null) !== null)
      fault(null, `no event is brought for the figure of ${row.indicator}`);
  }

  const named = new Set(rows.flatMap((row) => [row.commentary, row.source]).filter((each) => each !== null));
  const said = new Set([...events.values()].flatMap(textDigests));
  for (const each of named) if (!said.has(each)) fault(null, `no event that it brings says the text ${each}`);
  for (const [each, kept] of Object.entries(texts)) {
    if (!named.has(each)) fault(null, `it brings a text ${each} that no row names`);
    else if (format !== 'outturn-snapshot@1') {
      const broken = textFault(each, kept.salt, kept.text);
      if (broken !== null) fault(null, `its text ${each} ${broken}`);
    }
  }

  const issued = [];
  if (format !== 'outturn-snapshot@1' && paper.issued !== null)
    telling(null, 'that it was issued is not shown: ', () => {
      if (!isText(paper.issued)) throw new Broken('what it brings for that is no proof');
      const { event } = checkProof(paper.issued, keys);
      const { data } = event;
      const says = event.type === 'SnapshotIssued' && data.digest === digest && data.position === position;
      if (!says || event.ledger !== ledger || event.position <= position || data.issuedTo !== preparedFor)
        throw new Broken('the event does not say that this was issued to whom it was prepared for');
      issued.push({
        position: event.position,
        issuedTo: data.issuedTo,
        recordedAt: event.recordedAt,
        shownBy: 'checkpoint',
      });
    });

  if (exported !== null) {
    const held = await holdAgainst(paper, exported);
    for (const sentence of held.faults) fault(null, `the export: ${sentence}`);
    for (const seen of held.issued) if (!issued.some((each) => each.position === seen.position)) issued.push(seen);
  }
  return {
    ok: faults.length === 0,
    checked: 'snapshot',
    format,
    ledger,
    position,
    root,
    digest,
    preparedFor,
    issued,
    signedBy,
    rows: rows.length,
    texts: { brought: Object.keys(texts).length, named: named.size },
    faults,
    limits: snapshotLimits(paper, preparedFor, issued, named, exported !== null),
  };
}

/** Holds a snapshot against an export: its root, its words, and the events that say that it was issued. */
async function holdAgainst({ ledger, position, root, digest, texts, rows }, lines) {
  const check = new ExportCheck([position]);
  const faults = [];
  const issued = [];
  const named = new Set(rows.flatMap((row) => [row.commentary, row.source]));
  for await (const line of lines) {
    check.read(line);
    if (line.includes(digest) && line.subarray(0, EVENT.length).equals(EVENT)) {
      const { type, data, position: at, recordedAt } = parseObject(line.subarray(EVENT.length, -1));
      if (type === 'SnapshotIssued' && data.digest === digest)
        issued.push({ position: at, issuedTo: data.issuedTo, recordedAt, shownBy: 'ledger' });
    } else if (line.subarray(0, 8).toString() === '{"text":') {
      const { text } = parseObject(line);
      const brought = Object.hasOwn(texts, text?.digest) ? texts[text.digest] : undefined;
      const words = isText(brought) ? brought : brought?.text;
      if (isText(text?.text) && named.has(text.digest) && words !== text.text)
        faults.push(
          words === undefined
            ? `it holds the text ${text.digest}, which was left out`
            : `it holds other words as ${text.digest}`,
        );
    }
  }
  check.finish();
  const own = check.faults.slice(0, 10).map((each) => each.fault);
  if (check.header.ledger !== ledger) faults.push(`it is of the ledger "${check.header.ledger}"`);
  else if (check.tree.size < position) faults.push(`it ends at position ${check.tree.size}`);
  else if (check.rootsAt.get(position)?.toString('hex') !== root)
    faults.push(`its events up to position ${position} are not those that were signed`);
  return { faults: [...faults, ...own], issued };
}

function snapshotLimits({ format, texts, rows }, preparedFor, issued, named, isHeld) {
  const limits = [
    'Targets, comparators, ratings, directions, titles and which rows there are were not recomputed: outturn snapshot verify --ledger does that.',
  ];
  if (!rows.length) limits.push('It has no rows.');
  const missing = [...named].filter((each) => !Object.hasOwn(texts, each)).length;
  if (missing > 0)
    limits.push(`${missing} texts that its rows name are not in it: redacted before it was made, or left out since.`);
  if (format === 'outturn-snapshot@1' && Object.keys(texts).length > 0 && !isHeld)
    limits.push('Its words are covered by nothing: this first format brings no salts. Hold it against an export.');
  const [seen] = issued;
  if (preparedFor !== null && seen === undefined)
    limits.push(`It was prepared for ${preparedFor}. That it was issued is not shown: no event was seen that says so.`);
  else if (preparedFor !== null && !issued.some((each) => each.shownBy === 'checkpoint'))
    limits.push(
      `That it was issued to ${seen.issuedTo} is said by event ${seen.position} of the export; no checkpoint behind that event was held.`,
    );
  limits.push(
    'It shows what was known at its position. Whether a figure was corrected later, only the ledger can say.',
  );
  return [...limits, NOT_TRUTH];
}

function checkCheckpoint(text, keys) {
  const checkpoint = readCheckpoint(text);
  const { origin, size, root } = checkpoint;
  const signedBy = signersOf(checkpoint, keys);
  const limits = ['It shows what was signed, not that the ledger still holds it: hold it against an export.'];
  return { ok: true, checked: 'checkpoint', origin, size, root: root.toString('hex'), signedBy, faults: [], limits };
}

// ------------------------------------------------------------------------------------------------ the command line

const LONGEST_LINE = 1 << 26;

/**
 * The lines of a file as bytes. Not node:readline: it decodes before it splits, which hides damaged bytes, and it takes
 * U+2028, which a text may hold, for the end of a line.
 */
export async function* linesOf(file) {
  let parts = [];
  let length = 0;
  for await (const chunk of createReadStream(file)) {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
      const line = chunk.subarray(from, at);
      yield parts.length === 0 ? line : Buffer.concat([...parts, line]);
      [parts, length] = [[], 0];
      from = at + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LONGEST_LINE) throw new Broken('a line of it is longer than any event or text');
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

/** Says of what a refusal is. */
function named(file, check) {
  try {
    return check();
  } catch (error) {
    if (error instanceof Broken) throw new Broken(`${file}: ${error.message}`);
    if (error?.syscall !== undefined) throw new Misused(`${file} can't be read (${error.code})`);
    throw error;
  }
}

const readText = (file) => named(file, () => fromUtf8(readFileSync(file)));

function readArguments([what, file, ...rest]) {
  const given = { what, file, checkpoints: [], keys: [], exported: null, json: false };
  if (!['export', 'snapshot', 'proof', 'checkpoint'].includes(what) || file === undefined) throw new Misused(USAGE);
  while (rest.length > 0) {
    const option = rest.shift();
    if (option === '--json') given.json = true;
    else if (option === '--key' && rest.length > 0) given.keys.push(readKey(rest.shift()));
    else if (option === '--checkpoint' && rest.length > 0 && what === 'export') given.checkpoints.push(rest.shift());
    else if (option === '--export' && rest.length > 0 && what === 'snapshot') given.exported = rest.shift();
    else throw new Misused(`${option} is not understood here\n${USAGE}`);
  }
  if (what !== 'export' && given.keys.length === 0)
    throw new Misused(`without --key a ${what} proves nothing: pass the key that the council published`);
  return given;
}

async function run({ what, file, checkpoints, keys, exported }) {
  if (what === 'snapshot') {
    const bytes = named(file, () => readFileSync(file));
    try {
      return await checkSnapshot(bytes, keys, exported === null ? null : linesOf(exported));
    } catch (error) {
      throw error?.syscall === undefined ? error : new Misused(`${exported} can't be read (${error.code})`);
    }
  }
  if (what === 'proof') return checkProof(readText(file), keys);
  if (what === 'checkpoint') return checkCheckpoint(readText(file), keys);
  const held = checkpoints.map((each) => ({ file: each, text: readText(each) }));
  try {
    return await checkExport(linesOf(file), held, keys);
  } catch (error) {
    throw error?.syscall === undefined ? error : new Misused(`${file} can't be read (${error.code})`);
  }
}

/** What comes out of a file must not move the cursor or begin a line of its own: it could write its own verdict. */
const printable = (line) => line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');

/** A result for people, line by line: what was found, what could not be shown, and the verdict. */
function* told(result) {
  const { checked, ok, ledger, position, root, signedBy, faults, faultCount, limits } = result;
  if (checked === 'export' && root !== undefined) {
    yield `${ledger}: ${position} events, root ${root}`;
    yield `${result.texts.kept} texts kept, ${result.texts.redacted} redacted by an event (that is no fault)`;
    for (const { file, size, state, signedBy: signers } of result.checkpoints)
      yield `${file}: size ${size}, ${state}, signed by ${signers === null ? 'an unpinned key' : signers.join(' and ') || 'no pinned key'}`;
  } else if (checked === 'snapshot' && root !== undefined) {
    yield `${ledger}: snapshot of position ${position}, ${result.rows} rows, ${result.digest}`;
    yield `signed by ${signedBy?.join(' and ') ?? 'no pinned key'}; ${result.texts.brought} of ${result.texts.named} texts in it`;
    if (result.preparedFor !== null) yield `prepared for ${result.preparedFor}`;
    for (const { position: at, issuedTo, shownBy } of result.issued)
      yield `issued to ${issuedTo}: event ${at}, ${shownBy === 'checkpoint' ? 'under a signed checkpoint behind it' : 'as the export says'}`;
  } else if (checked === 'proof' && ok) {
    yield `event ${position} of ${ledger} is among the ${result.size} events that ${signedBy.join(' and ')} signed:`;
    yield* JSON.stringify(result.event, null, 2).split('\n');
  } else if (ok) {
    yield `${result.origin}: ${result.size} events, root ${root}, signed by ${signedBy.join(' and ')}`;
  }
  for (const { line, position: at, fault } of faults)
    yield `FAULT ${at !== null ? `event ${at}: ` : line !== null ? `line ${line}: ` : ''}${fault}`;
  if (faultCount > faults.length) yield `FAULT and ${faultCount - faults.length} more`;
  for (const limit of limits) yield `NOT SHOWN ${limit}`;
  yield ok ? 'HOLDS' : 'DOES NOT HOLD';
}

/** @returns the exit code */
export async function main(args, write, writeError) {
  let given = null;
  let result;
  try {
    given = readArguments(args);
    result = await run(given);
  } catch (error) {
    if (error instanceof Misused) {
      writeError(`outturn-verify: ${error.message}\n`);
      return 2;
    }
    if (!(error instanceof Broken)) throw error;
    const faults = [{ line: null, position: null, fault: error.message }];
    result = { ok: false, checked: given.what, faults, limits: [] };
  }
  write(given.json ? `${JSON.stringify(result)}\n` : `${[...told(result)].map(printable).join('\n')}\n`);
  return result.ok ? 0 : 6;
}

if (process.argv[1]?.endsWith('outturn-verify.mjs')) {
  const [write, writeError] = [process.stdout, process.stderr].map((stream) => (text) => stream.write(text));
  void main(process.argv.slice(2), write, writeError).then((code) => (process.exitCode = code));
}
