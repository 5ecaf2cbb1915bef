#!/usr/bin/env node
// outturn-verify: checks what a council's performance ledger claims, on a machine with nothing but Node (18 or later).
//
// It shares no code with Outturn and needs no network. It was written from:
//   RFC 9162, 2.1          Merkle trees: how one root stands for every event, and a path of hashes for one of them
//   RFC 8785               the one text of a JSON value
//   c2sp.org/signed-note   a text and its Ed25519 signatures
//   c2sp.org/tlog-checkpoint, c2sp.org/tlog-proof
//   the export format      README.md beside this file
//
// Read it before you trust it; it is meant to take ten minutes. README.md says how to get it without trusting us.

import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';

const USAGE = `usage:
  node outturn-verify.mjs export FILE [--checkpoint FILE]... [--key VKEY]... [--json]
  node outturn-verify.mjs proof FILE --key VKEY [--checkpoint FILE]... [--json]
  node outturn-verify.mjs checkpoint FILE --key VKEY... [--json]

exit code: 0 everything holds, 6 something does not, 2 the command can't be run`;

// ---------------------------------------------------------------- Merkle trees (RFC 9162, 2.1)

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

const leafHash = (bytes) => sha256(Buffer.from([0]), bytes);
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

/** Where a tree of `size` leaves splits: the greatest power of two below it. */
function splitPoint(size) {
  let point = 1;
  while (point * 2 < size) point *= 2;
  return point;
}

/**
 * A tree that only grows. It keeps the roots of the perfect subtrees that its size is made of: 13 leaves are 8 + 4 + 1.
 */
export class MerkleTree {
  size = 0;
  subtrees = [];

  add(leaf) {
    this.subtrees.push({ size: 1, hash: leaf });
    this.size += 1;
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
 * The root that an inclusion proof leads to, following the definition of PATH(m, D_n) from the root down (2.1.3.1); null
 * where the proof has too many hashes or too few.
 */
export function rootOfPath(leaf, index, size, path) {
  if (index >= size) return null;
  if (size === 1) return path.length === 0 ? leaf : null;
  if (path.length === 0) return null;
  const split = splitPoint(size);
  const sibling = path[path.length - 1];
  const rest = path.slice(0, -1);
  const inLeft = index < split;
  const below = inLeft ? rootOfPath(leaf, index, split, rest) : rootOfPath(leaf, index - split, size - split, rest);
  if (below === null) return null;
  return inLeft ? nodeHash(below, sibling) : nodeHash(sibling, below);
}

// ---------------------------------------------------------------- texts

/** Something that is not as it must be. Its message is a sentence for whoever reads the result. */
class Broken extends Error {}
/** A command that can't be run. */
class Misused extends Error {}

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

/** A whole number from 0 as text, without leading zeros; null for anything else. */
const wholeNumber = (text) => (/^(0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : null);

/** The one text of a JSON value (RFC 8785). Numbers in an event are whole, so JavaScript writes them as it must. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

// ---------------------------------------------------------------- signed notes (c2sp.org/signed-note)

const keyId = (name, publicKey) => sha256(`${name}\n`, Buffer.from([1]), publicKey).toString('hex').slice(0, 8);

/** Reads a verification key: name+id+base64(0x01 ‖ Ed25519 public key). */
export function readKey(line) {
  const [name, id, encoded, ...more] = line.trim().split('+').length >= 3 ? splitKey(line.trim()) : [];
  const bytes = more.length === 0 && encoded !== undefined ? fromBase64(encoded) : null;
  const named = name !== undefined && name !== '' && !/[\s\p{Cc}]/u.test(name);
  if (!named || bytes === null || bytes.length !== 33 || bytes[0] !== 1 || keyId(name, bytes.subarray(1)) !== id)
    throw new Misused(`"${line}" is no verification key: it reads name+id+base64`);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return { name, id, publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
}

/** Base64 may hold a plus, so only the first two divide. */
function splitKey(line) {
  const first = line.indexOf('+');
  const second = line.indexOf('+', first + 1);
  return [line.slice(0, first), line.slice(first + 1, second), line.slice(second + 1)];
}

/** Takes a note apart: the text that was signed, and its signature lines. */
function readNote(note) {
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) throw new Broken('it holds control characters');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw new Broken('it is no signed note');
  const signatures = note
    .slice(split + 2, -1)
    .split('\n')
    .map((line) => {
      const [, name, encoded] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
      const bytes = encoded === undefined ? null : fromBase64(encoded);
      if (bytes === null || bytes.length <= 4) throw new Broken('a line behind its text is no signature');
      return { name, id: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) };
    });
  return { text: note.slice(0, split + 1), signatures };
}

/** Which of the keys signed a note. Unknown signatures say nothing; one that claims a known key and fails is a fault. */
function signersOf(note, keys) {
  const signers = [];
  for (const { name, id, signature } of note.signatures) {
    const key = keys.find((each) => each.name === name && each.id === id);
    if (key === undefined) continue;
    if (!verifySignature(null, Buffer.from(note.text), key.publicKey, signature))
      throw new Broken(`the signature of ${name}+${id} is false`);
    signers.push(key);
  }
  return signers;
}

// ---------------------------------------------------------------- checkpoints (c2sp.org/tlog-checkpoint)

/** How a ledger's log is called: the first line of its checkpoints and the name of its key. */
const originOf = (ledger) => `outturn/${ledger}`;

export function readCheckpoint(text) {
  const note = readNote(text);
  const [origin, sizeText = '', rootText = '', ...extensions] = note.text.slice(0, -1).split('\n');
  const size = wholeNumber(sizeText);
  const root = hashFromBase64(rootText);
  if (origin === '' || size === null || root === null || extensions.includes(''))
    throw new Broken('it is no checkpoint: it must name its log, a size and a root');
  return { origin, size, root, note };
}

/** The keys that signed a checkpoint, of those that were pinned. The log's own key bears the log's name. */
function mustBeSigned(checkpoint, keys) {
  const signers = signersOf(checkpoint.note, keys).filter((key) => key.name === checkpoint.origin);
  if (signers.length === 0)
    throw new Broken(`no key that you pinned signed it as ${checkpoint.origin}: it proves nothing`);
  return signers.map((key) => `${key.name}+${key.id}`);
}

// ---------------------------------------------------------------- events

/** The events whose data hold digests of other things than texts. */
const NO_TEXTS = new Set(['TextRedacted.digest', 'SnapshotIssued.digest']);

/** The digests of the texts that an event stands for. */
const textDigests = (event) =>
  Object.entries(event.data)
    .filter(([member, value]) => !NO_TEXTS.has(`${event.type}.${member}`) && isDigest(value))
    .map(([, digest]) => digest);

const isDigest = (value) => typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);

/** UUIDv5 of a command's id and the number of the event among the command's events (RFC 9562, 5.5). */
function eventIdOf(commandId, index) {
  const id = createHash('sha1').update(Buffer.from(commandId.replaceAll('-', ''), 'hex')).update(String(index)).digest();
  id[6] = (id[6] & 0x0f) | 0x50;
  id[8] = (id[8] & 0x3f) | 0x80;
  return id.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value) => Number.isSafeInteger(value) && value >= 1;

/** An event out of its bytes, with everything that is checked below. */
function readEvent(bytes) {
  const text = fromUtf8(bytes);
  let event;
  try {
    event = JSON.parse(text);
  } catch {
    throw new Broken('it is no JSON');
  }
  const texts = ['ledger', 'entity', 'type', 'eventId', 'commandId', 'recordedAt', 'knownFrom'];
  const whole =
    isObject(event) &&
    texts.every((name) => typeof event[name] === 'string') &&
    isCount(event.position) &&
    isCount(event.entityVersion) &&
    isObject(event.data) &&
    isObject(event.batch) &&
    isCount(event.batch.size) &&
    Number.isSafeInteger(event.batch.index);
  if (!whole) throw new Broken('it is no event of a ledger');
  if (canonical(event) !== text) throw new Broken('it is not in canonical form (RFC 8785)');
  return event;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Checks that events follow one another as a ledger's must. Memory grows with the number of entities alone. */
class Sequence {
  versions = new Map();
  last = null;
  ofCommand = 0;

  /** The faults of the next event, as sentences. */
  faultsOf(event) {
    const { last, versions } = this;
    const faults = [];
    const must = (holds, sentence) => holds || faults.push(sentence);
    must(INSTANT.test(event.recordedAt) && INSTANT.test(event.knownFrom), 'recordedAt or knownFrom is no instant');
    must(last === null || event.recordedAt >= last.recordedAt, 'it was recorded before the event in front of it');
    must(last === null || event.knownFrom >= last.knownFrom, 'it was known before the event in front of it');
    const version = (versions.get(event.entity) ?? 0) + 1;
    must(event.entityVersion === version, `it is version ${event.entityVersion} of ${event.entity}, not ${version}`);
    versions.set(event.entity, event.entityVersion);
    const { id, index, size } = event.batch;
    const open = this.openBatch();
    const follows = open === null ? index === 0 : id === open.id && size === open.size && index === open.index + 1;
    must(follows, 'the batch before it is not whole, or its own does not begin with it');
    this.ofCommand = last?.commandId === event.commandId ? this.ofCommand + 1 : 0;
    must(event.eventId === eventIdOf(event.commandId, this.ofCommand), 'its eventId is not that of its command');
    this.last = event;
    return faults;
  }

  /** The batch that the last event belongs to, unless it was the last of it. */
  openBatch() {
    return this.last === null || this.last.batch.index === this.last.batch.size - 1 ? null : this.last.batch;
  }
}

// ---------------------------------------------------------------- exports

/** How many faults are told; a file that is wrong from the first line on is not described line by line. */
const TOLD = 1000;

/**
 * Checks an export.
 * @param lines the lines as Buffers, without line ends
 * @param checkpoints what was held, each { name, text }
 * @param keys what was pinned
 */
export async function checkExport(lines, checkpoints, keys) {
  const faults = [];
  let faultCount = 0;
  let lineNumber = 0;
  const fault = (position, sentence) => {
    faultCount += 1;
    if (faults.length < TOLD) faults.push({ line: lineNumber, position, fault: sentence });
  };
  const held = checkpoints.map(({ name, text }) => attempt(() => ({ name, ...readCheckpoint(text) }), name));
  const tree = new MerkleTree();
  const rootsAt = new Map([[0, tree.root()]]);
  const wanted = new Set(held.map((checkpoint) => checkpoint.size));
  const sequence = new Sequence();
  const mentions = new Map(); // digest -> the first position that mentions it
  const redactions = new Map(); // digest -> the position that redacted it
  const texts = new Map(); // digest -> 'kept' or 'redacted'
  let [header, end, textLines] = [null, null, 0];

  for await (const line of lines) {
    lineNumber += 1;
    try {
      if (lineNumber === 1) {
        header = readHeader(line);
      } else if (end !== null) {
        throw new Broken('there are lines behind the end');
      } else if (line.subarray(0, EVENT.length).equals(EVENT) && line[line.length - 1] === 0x7d) {
        if (textLines > 0) throw new Broken('an event comes behind the texts');
        checkEvent(line.subarray(EVENT.length, -1));
      } else {
        const other = parseLine(line);
        if (isObject(other.text)) checkText(other.text);
        else if (isObject(other.end)) end = other.end;
        else throw new Broken('it is neither an event nor a text nor the end');
      }
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      fault(null, error.message);
      if (header === null) break;
    }
  }

  function checkEvent(bytes) {
    const position = tree.size + 1;
    tree.add(leafHash(bytes));
    if (wanted.has(tree.size)) rootsAt.set(tree.size, tree.root());
    let event;
    try {
      event = readEvent(bytes);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      return fault(position, error.message);
    }
    if (event.ledger !== header.ledger) fault(position, `it is an event of the ledger "${event.ledger}"`);
    if (event.position !== position) fault(position, `event ${event.position} stands in its place`);
    for (const sentence of sequence.faultsOf(event)) fault(position, sentence);
    for (const digest of textDigests(event)) if (!mentions.has(digest)) mentions.set(digest, position);
    if (event.type === 'TextRedacted') redactions.set(event.data.digest, position);
  }

  function checkText({ digest, salt, text, redactedAt }) {
    textLines += 1;
    const position = mentions.get(digest) ?? null;
    if (position === null) return fault(null, `no event mentions the text ${digest}`);
    const redaction = redactions.get(digest);
    texts.set(digest, redaction === undefined ? 'kept' : 'redacted');
    if (salt === null && text === null) {
      if (redaction === undefined) return fault(position, `its text ${digest} is gone, and no event took it out`);
      if (redactedAt !== redaction) fault(position, `its text was redacted by event ${redaction}, not ${redactedAt}`);
    } else if (redaction !== undefined) {
      fault(position, `its text was redacted by event ${redaction}, and is still there`);
    } else if (typeof text !== 'string' || typeof salt !== 'string' || !/^([0-9a-f]{2})*$/.test(salt)) {
      fault(position, `its text ${digest} has no words or no salt`);
    } else if (`sha256:${sha256(Buffer.from(salt, 'hex'), text).toString('hex')}` !== digest) {
      fault(position, 'its text was changed: it has another digest');
    }
  }

  const root = tree.root();
  if (header !== null) checkEnd();
  function checkEnd() {
    for (const [digest, position] of mentions)
      if (!texts.has(digest)) fault(position, `its text ${digest} is missing`);
    if (sequence.openBatch() !== null) fault(tree.size, 'the last batch is not whole');
    if (header.events !== tree.size) fault(null, `the header promises ${header.events} events, and there are ${tree.size}`);
    if (end === null) return fault(null, 'the export is cut short: its end is missing');
    if (end.position !== tree.size) fault(null, `the end says ${end.position} events, and there are ${tree.size}`);
    if (end.texts !== textLines) fault(null, `the end says ${end.texts} texts, and there are ${textLines}`);
    if (end.root !== root.toString('hex')) fault(null, `the events have the root ${root.toString('hex')}, not ${end.root}`);
  }

  lineNumber = null;
  const results = held.map((checkpoint) => {
    const { name, origin, size } = checkpoint;
    const result = { file: name, size, state: 'fits', signedBy: null };
    if (header === null || origin !== originOf(header.ledger)) {
      result.state = 'another log';
      fault(null, `${name} is a checkpoint of ${origin}, not of this ledger`);
    } else if (size > tree.size) {
      result.state = 'shorter';
      fault(null, `${name} was signed at position ${size}, and there are ${tree.size} events: the tail was dropped`);
    } else if (!rootsAt.get(size).equals(checkpoint.root)) {
      result.state = 'rewritten';
      fault(null, `${name} was signed over other events up to position ${size}: the past was rewritten`);
    }
    if (keys.length > 0) {
      try {
        result.signedBy = mustBeSigned(checkpoint, keys);
      } catch (error) {
        if (!(error instanceof Broken)) throw error;
        result.signedBy = [];
        fault(null, `${name}: ${error.message}`);
      }
    }
    return result;
  });

  const states = [...texts.values()];
  return {
    ok: faultCount === 0,
    checked: 'export',
    ledger: header === null ? null : header.ledger,
    position: tree.size,
    root: root.toString('hex'),
    texts: {
      kept: states.filter((state) => state === 'kept').length,
      redacted: states.filter((state) => state === 'redacted').length,
    },
    checkpoints: results,
    faults,
    faultCount,
    limits: exportLimits(results, keys, tree.size),
  };
}

const EVENT = Buffer.from('{"event":');

function parseLine(line) {
  const text = fromUtf8(line);
  try {
    const value = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // It is told below.
  }
  throw new Broken('it is no JSON object');
}

function readHeader(line) {
  const header = parseLine(line);
  if (header.outturn !== 'export@1' || typeof header.ledger !== 'string')
    throw new Broken('it is no header of an Outturn export (export@1)');
  return header;
}

function exportLimits(results, keys, size) {
  const limits = [];
  if (results.length === 0) {
    limits.push(
      'No checkpoint was held against it: that all of it was written anew, or that its last events were left out, can not be seen.',
    );
  } else {
    const newest = Math.max(...results.map((result) => result.size));
    if (newest < size)
      limits.push(`The events after position ${newest} are newer than every checkpoint that was held against them.`);
  }
  if (keys.length === 0) limits.push('No key was pinned: who signed the checkpoints was not checked.');
  limits.push('It shows that the record was kept as it was made, not that what was recorded is true.');
  return limits;
}

// ---------------------------------------------------------------- proofs (c2sp.org/tlog-proof)

export function readProof(text) {
  const split = text.indexOf('\n\n');
  const [format, ...lines] = split < 0 ? [] : text.slice(0, split).split('\n');
  if (format !== 'c2sp.org/tlog-proof@v1') throw new Broken('it is no proof (c2sp.org/tlog-proof@v1)');
  const extra = lines[0]?.startsWith('extra ') === true ? fromBase64(lines.shift().slice('extra '.length)) : null;
  const index = lines[0]?.startsWith('index ') === true ? wholeNumber(lines.shift().slice('index '.length)) : null;
  const path = lines.map(hashFromBase64);
  if (extra === null) throw new Broken('it holds no event');
  if (index === null) throw new Broken('it does not say which event it proves');
  if (path.includes(null) || path.length > 53) throw new Broken('its hashes are not those of a path');
  return { bytes: extra, index, path, checkpoint: readCheckpoint(text.slice(split + 2)) };
}

/** Checks the proof of one event, and that the tree it is in goes with each checkpoint of the same size. */
export function checkProof(text, keys) {
  const proof = readProof(text);
  const { checkpoint, bytes, index, path } = proof;
  const signedBy = mustBeSigned(checkpoint, keys);
  const root = rootOfPath(leafHash(bytes), index, checkpoint.size, path);
  if (root === null || !root.equals(checkpoint.root))
    throw new Broken('its hashes do not lead from the event to the signed root: the event or the proof was changed');
  const event = readEvent(bytes);
  if (event.position !== index + 1) throw new Broken(`it proves event ${index + 1}, and holds event ${event.position}`);
  if (originOf(event.ledger) !== checkpoint.origin)
    throw new Broken(`the event is of the ledger "${event.ledger}", and ${checkpoint.origin} signed`);
  return {
    ok: true,
    checked: 'proof',
    ledger: event.ledger,
    position: event.position,
    size: checkpoint.size,
    root: checkpoint.root.toString('hex'),
    signedBy,
    event,
    faults: [],
    limits: [
      `It shows that this event is in the ledger as it stood at position ${checkpoint.size}. It can not show that no later event corrects, withdraws or redacts it: ask for an export.`,
      'It shows that the record was kept as it was made, not that what was recorded is true.',
    ],
  };
}

function checkCheckpoint(text, keys) {
  const checkpoint = readCheckpoint(text);
  const signedBy = mustBeSigned(checkpoint, keys);
  const { origin, size, root } = checkpoint;
  return {
    ok: true,
    checked: 'checkpoint',
    origin,
    size,
    root: root.toString('hex'),
    signedBy,
    faults: [],
    limits: ['It shows what was signed, not that the ledger still holds it: hold it against an export.'],
  };
}

// ---------------------------------------------------------------- the command line

/**
 * The lines of a file as bytes. Not node:readline: it decodes before it splits, which hides damaged bytes, and it
 * splits at U+2028, which a text may hold.
 */
export async function* linesOf(file) {
  let rest = [];
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    let from = 0;
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]);
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

/** Runs a check whose refusal is the name of what it looked at and a sentence. */
function attempt(check, name) {
  try {
    return check();
  } catch (error) {
    if (error instanceof Broken) throw new Broken(`${name}: ${error.message}`);
    throw error;
  }
}

function readText(file) {
  try {
    return attempt(() => fromUtf8(readFileSync(file)), file);
  } catch (error) {
    if (error instanceof Broken) throw error;
    throw new Misused(`${file} can't be read (${error.code})`);
  }
}

function readArguments(args) {
  const [what, file, ...rest] = args;
  const given = { what, file, checkpoints: [], keys: [], json: false };
  if (!['export', 'proof', 'checkpoint'].includes(what) || file === undefined || file.startsWith('--'))
    throw new Misused(USAGE);
  while (rest.length > 0) {
    const option = rest.shift();
    if (option === '--json') given.json = true;
    else if (option === '--key' && rest.length > 0) given.keys.push(readKey(rest.shift()));
    else if (option === '--checkpoint' && rest.length > 0 && what === 'export') given.checkpoints.push(rest.shift());
    else throw new Misused(`${option} is not understood here\n${USAGE}`);
  }
  if (what !== 'export' && given.keys.length === 0)
    throw new Misused(`without --key a ${what} proves nothing: pass the key that the council published`);
  return given;
}

async function check({ what, file, checkpoints, keys }) {
  if (what === 'proof') return checkProof(readText(file), keys);
  if (what === 'checkpoint') return checkCheckpoint(readText(file), keys);
  const held = checkpoints.map((name) => ({ name, text: readText(name) }));
  try {
    return await checkExport(linesOf(file), held, keys);
  } catch (error) {
    if (error?.syscall === undefined) throw error;
    throw new Misused(`${file} can't be read (${error.code})`);
  }
}

/** The result for people: what holds or does not, then what could not be shown. */
function told(result) {
  const lines = [];
  if (result.checked === 'export') {
    const { ledger, position, root, texts, checkpoints } = result;
    lines.push(`${ledger ?? 'unknown ledger'}: ${position} events, root ${root}`);
    lines.push(`texts: ${texts.kept} kept, ${texts.redacted} redacted by an event, which is no fault`);
    for (const { file, size, state, signedBy } of checkpoints)
      lines.push(`${file}: ${state}, size ${size}, ${signedBy === null ? 'signature not checked' : `signed by ${signedBy.join(', ') || 'no pinned key'}`}`);
  } else if (result.checked === 'proof' && result.ok) {
    lines.push(`event ${result.position} of ${result.ledger} is in the tree of ${result.size} events that ${result.signedBy.join(', ')} signed:`);
    lines.push(JSON.stringify(result.event, null, 2));
  } else if (result.ok) {
    lines.push(`${result.origin}: ${result.size} events, root ${result.root}, signed by ${result.signedBy.join(', ')}`);
  }
  for (const { line, position, fault } of result.faults) {
    const place = position === null ? (line === null ? '' : `line ${line}: `) : `event ${position}: `;
    lines.push(`FAULT ${place}${fault}`);
  }
  if (result.faultCount > result.faults.length) lines.push(`… and ${result.faultCount - result.faults.length} more faults`);
  lines.push(...result.limits.map((limit) => `NOT SHOWN ${limit}`));
  lines.push(result.ok ? 'HOLDS' : 'DOES NOT HOLD');
  return lines.join('\n');
}

/** @returns the exit code */
export async function main(args, write, writeError) {
  let given;
  try {
    given = readArguments(args);
    const result = await check(given);
    write(given.json ? JSON.stringify(result) : told(result));
    return result.ok ? 0 : 6;
  } catch (error) {
    if (error instanceof Broken) {
      const result = {
        ok: false,
        checked: given.what,
        faults: [{ line: null, position: null, fault: error.message }],
        limits: [],
      };
      write(given.json ? JSON.stringify(result) : told(result));
      return 6;
    }
    if (!(error instanceof Misused)) throw error;
    writeError(error.message);
    return 2;
  }
}

if (process.argv[1]?.endsWith('outturn-verify.mjs') === true) {
  process.exitCode = await main(
    process.argv.slice(2),
    (text) => process.stdout.write(`${text}\n`),
    (text) => process.stderr.write(`outturn-verify: ${text}\n`),
  );
}
