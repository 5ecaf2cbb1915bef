import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { fromBase64 } from './base64.js';

// C2SP signed notes (c2sp.org/signed-note) with Ed25519 keys. A verification key travels as one line:
// <name>+<key id in hex>+<base64 of 0x01 ‖ public key>.

const ED25519 = 1;

/** What a signature of a note can be checked with. */
export interface VerificationKey {
  readonly name: string;
  /** The first four bytes of SHA-256(name ‖ newline ‖ 0x01 ‖ public key), as 8 hex digits. */
  readonly id: string;
  readonly publicKey: KeyObject;
  /** The line that it travels as. */
  readonly line: string;
}

export interface SigningKey extends VerificationKey {
  readonly privateKey: KeyObject;
}

/** Ed25519 keys in SPKI are these 12 bytes and the 32 of the key (RFC 8410, section 4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const keyId = (name: string, publicKey: Buffer): string =>
  hash('sha256', Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.from([ED25519]), publicKey]), 'hex').slice(
    0,
    8,
  );

function verificationKey(name: string, raw: Buffer): VerificationKey {
  const id = keyId(name, raw);
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: 'der', type: 'spki' });
  return {
    name,
    id,
    publicKey,
    line: `${name}+${id}+${Buffer.concat([Buffer.from([ED25519]), raw]).toString('base64')}`,
  };
}

/** Whether a text may name a key: not empty, no Unicode spaces, no plus; no control characters, which no note may hold. */
export const isKeyName = (name: string): boolean => /^[^\s\p{Cc}+]+$/u.test(name) && name.isWellFormed();

/** Makes a new key. */
export function newSigningKey(name: string): SigningKey {
  return signingKey(name, generateKeyPairSync('ed25519').privateKey);
}

/** A key out of its PEM (PKCS #8). @throws TypeError for a key of another kind */
export function readSigningKey(name: string, pem: string): SigningKey {
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new TypeError('the key is no Ed25519 key');
  return signingKey(name, privateKey);
}

function signingKey(name: string, privateKey: KeyObject): SigningKey {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { ...verificationKey(name, spki.subarray(SPKI_PREFIX.length)), privateKey };
}

/** Reads the line of a verification key; null where it is none, or where its id is not that of the key. */
export function readVerificationKey(line: string): VerificationKey | null {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(line.trim()) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes?.length !== 33 || bytes[0] !== ED25519) return null;
  if (keyId(name, bytes.subarray(1)) !== id) return null;
  return verificationKey(name, bytes.subarray(1));
}

export const signText = (key: SigningKey, text: string): Buffer =>
  sign(null, Buffer.from(text, 'utf8'), key.privateKey);

export const verifyText = (key: VerificationKey, text: string, signature: Buffer): boolean =>
  verify(null, Buffer.from(text, 'utf8'), key.publicKey, signature);
