import { isUtf8 } from 'node:buffer';
import type { AnyProvenSnapshot } from './proven-snapshot.js';

/** What a file turned out to be: a snapshot, one that was tampered with in its form, or something else altogether. */
export type SnapshotFile =
  | { readonly kind: 'snapshot'; readonly snapshot: AnyProvenSnapshot }
  | { readonly kind: 'deformed'; readonly reason: string }
  | { readonly kind: 'something else' };

type Members = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isTextOrNull: Check = (value) => value === null || isText(value);
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isPosition: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 1;
const isHash: Check = (value) => isText(value) && /^[0-9a-f]{64}$/.test(value as string);
const isDigest: Check = (value) => isText(value) && /^sha256:[0-9a-f]{64}$/.test(value as string);
const isDigestOrNull: Check = (value) => value === null || isDigest(value);
const isRecordOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);
/** An object that has these members and no other. */
const isExactly =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) &&
    Object.keys(value).length === Object.keys(members).length &&
    Object.entries(members).every(([name, check]) => Object.hasOwn(value, name) && check(value[name]));

/** An event that a row rests on; it may say that the event has no day of its own. */
const isProvenance: Check = (value) =>
  isExactly({ position: isPosition, type: isText })(value) ||
  isExactly({ position: isPosition, type: isText, undated: (undated) => undated === true })(value);

/** The members of a row that are read here; its digest covers all of them. */
const isRow: Check = (row) =>
  isObject(row) &&
  isDigestOrNull(row['commentary']) &&
  isDigestOrNull(row['source']) &&
  isListOf(isProvenance)(row['provenance']);

const inEveryFormat: Readonly<Record<string, Check>> = {
  format: isText,
  ledger: isText,
  position: (value) => value === 0 || isPosition(value),
  root: isHash,
  asAt: isText,
  indicators: (value) => value === null || isListOf(isText)(value),
  rules: isRecordOf(isText),
  rows: isListOf(isRow),
  digest: isDigest,
  signature: isText,
  key: isText,
  evidence: isListOf(isExactly({ position: isPosition, event: isText, proof: isListOf(isText) })),
};

/** Every member that a snapshot of a format has. Any other would be words that nothing covers. */
const formats: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  'outturn-snapshot@1': { ...inEveryFormat, issuedTo: isTextOrNull, texts: isRecordOf(isText) },
  'outturn-snapshot@2': {
    ...inEveryFormat,
    preparedFor: isTextOrNull,
    texts: isRecordOf(isExactly({ salt: isText, text: isText })),
    issued: isTextOrNull,
  },
};

/**
 * Reads the file of a signed snapshot. What could be read in two ways is refused: two members of one name, numbers that
 * are written otherwise than they are, members that no snapshot has. Whether what it says is true is for
 * `verifySnapshot` to say.
 */
export function readSnapshotFile(bytes: Buffer): SnapshotFile {
  if (!isUtf8(bytes)) return { kind: 'something else' };
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'something else' };
  }
  if (!isObject(value) || typeof value['format'] !== 'string' || !value['format'].startsWith('outturn-snapshot@'))
    return { kind: 'something else' };
  const members = Object.hasOwn(formats, value['format']) ? formats[value['format']] : undefined;
  if (members === undefined) return deformed(`it is in the format ${value['format']}, which this release can't read`);
  if (withoutBlanks(text) !== JSON.stringify(value))
    return deformed('it can be read in more than one way: a member is there twice, or a number or a text is disguised');
  const foreign = Object.keys(value).find((name) => !Object.hasOwn(members, name));
  if (foreign !== undefined) return deformed(`it has a member "${foreign}", which no snapshot has and nothing covers`);
  const wrong = Object.entries(members).find(([name, check]) => !Object.hasOwn(value, name) || !check(value[name]));
  if (wrong !== undefined) return deformed(`its member "${wrong[0]}" is not as a snapshot has it`);
  const checked: object = value;
  return { kind: 'snapshot', snapshot: checked as AnyProvenSnapshot };
}

const deformed = (reason: string): SnapshotFile => ({ kind: 'deformed', reason });

/** Valid JSON without the blanks between its tokens: what JSON.stringify writes of it, if it can be read in one way only. */
const withoutBlanks = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"|[ \t\r\n]+/g, (token) => (token.startsWith('"') ? token : ''));
