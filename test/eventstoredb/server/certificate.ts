import { generateKeyPairSync, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate that signs itself, for this machine alone. */
export interface Certificate {
  /** For a connection string's `tlsCAFile`. */
  readonly file: string;
  readonly certificate: Buffer;
  readonly key: Buffer;
}

const DAY = 86_400_000;

/**
 * Makes a certificate for `localhost` and 127.0.0.1 that is valid from yesterday to the day after tomorrow, as a PEM file in
 * a folder. Node can't make certificates and not every machine has a tool that can, so the bytes of RFC 5280 are put
 * together here.
 */
export function selfSignedCertificate(folder: string): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(set(sequence(identifier('2.5.4.3'), tagged(0x0c, Buffer.from('node')))));
  const algorithm = sequence(identifier('1.2.840.10045.4.3.2'));
  const toBeSigned = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    algorithm,
    name,
    sequence(utcTime(Date.now() - DAY), utcTime(Date.now() + 2 * DAY)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(
        extension('2.5.29.19', sequence(tagged(0x01, Buffer.from([0xff])))),
        extension(
          '2.5.29.17',
          sequence(tagged(0x87, Buffer.from([127, 0, 0, 1])), tagged(0x82, Buffer.from('localhost'))),
        ),
      ),
    ),
  );
  const signature = Buffer.concat([Buffer.of(0), sign('sha256', toBeSigned, privateKey)]);
  const certificate = Buffer.from(pem(sequence(toBeSigned, algorithm, tagged(0x03, signature))));
  const file = join(folder, 'certificate.pem');
  writeFileSync(file, certificate);
  return { file, certificate, key: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })) };
}

/** A value with its tag and its length in front, as DER (X.690) writes it. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const digits = value.length.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  const length = value.length < 0x80 ? bytes : Buffer.concat([Buffer.of(0x80 + bytes.length), bytes]);
  return Buffer.concat([Buffer.of(tag), length, value]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);
const set = (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts);
/** @param value 0 to 127 */
const integer = (value: number): Buffer => tagged(0x02, Buffer.of(value));

function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** Seven bits a byte, the highest first; all bytes but the last have their top bit set. */
function base128(value: number): number[] {
  const digits = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(128 + (left % 128));
  return digits;
}

/** Years from 1950 to 2049. */
const utcTime = (instant: number): Buffer =>
  tagged(0x17, Buffer.from(`${new Date(instant).toISOString().slice(2, 19).replaceAll(/\D/g, '')}Z`));

/** An extension that whoever does not know it must refuse the certificate for. */
const extension = (type: string, value: Buffer): Buffer =>
  sequence(identifier(type), tagged(0x01, Buffer.of(0xff)), tagged(0x04, value));

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`;
