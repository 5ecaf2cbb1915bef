import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate that signs itself, for this machine alone. */
export interface Certificate {
  /** For a connection string's `tlsCAFile`. */
  readonly file: string;
  readonly certificate: Buffer;
  readonly key: Buffer;
}

/** @throws where `openssl` is missing */
export function selfSignedCertificate(folder: string): Certificate {
  const file = join(folder, 'certificate.pem');
  const keyFile = join(folder, 'key.pem');
  const names = 'subjectAltName=IP:127.0.0.1,DNS:localhost';
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile];
  execFileSync('openssl', ['req', '-x509', ...key, '-out', file, '-days', '2', '-subj', '/CN=node', '-addext', names], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { file, certificate: readFileSync(file), key: readFileSync(keyFile) };
}
