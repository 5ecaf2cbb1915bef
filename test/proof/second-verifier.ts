import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The second verifier: one file of plain JavaScript that shares no code with the product. */
export const secondVerifierPath = resolve(__dirname, '../../tools/verify/outturn-verify.mjs');

export interface SecondFault {
  readonly line: number | null;
  readonly position: number | null;
  readonly fault: string;
}

export interface SecondExportResult {
  readonly ok: boolean;
  readonly ledger: string;
  readonly position: number;
  readonly root: string;
  readonly texts: { readonly kept: number; readonly redacted: number };
  readonly checkpoints: readonly {
    readonly file: string;
    readonly size: number;
    readonly state: 'fits' | 'shorter' | 'rewritten' | 'another log';
    readonly signedBy: readonly string[] | null;
  }[];
  readonly faults: readonly SecondFault[];
  readonly faultCount: number;
  readonly limits: readonly string[];
}

interface Key {
  readonly name: string;
  readonly id: string;
}

interface SecondVerifier {
  checkExport(
    lines: Iterable<Buffer> | AsyncIterable<Buffer>,
    held: readonly { readonly file: string; readonly text: string }[],
    keys: readonly Key[],
  ): Promise<SecondExportResult>;
  checkSnapshot(
    file: Buffer,
    keys: readonly Key[],
    exported: Iterable<Buffer> | null,
  ): Promise<{
    readonly ok: boolean;
    readonly preparedFor: string | null;
    readonly issued: readonly { readonly position: number; readonly shownBy: 'checkpoint' | 'ledger' }[];
    readonly faults: readonly SecondFault[];
    readonly limits: readonly string[];
  }>;
  checkProof(
    text: string,
    keys: readonly Key[],
  ): { readonly ok: true; readonly position: number; readonly size: number; readonly event: object };
  readKey(line: string): Key;
  rootOfPath(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | null;
  textDigests(event: { readonly type: string; readonly data: object }): string[];
  MerkleTree: new () => { add(leaf: Buffer): void; root(): Buffer };
}

export const secondVerifier = jest.requireActual<SecondVerifier>(secondVerifierPath);

/** Checks lines of an export as a file would hold them. */
export function checkLines(
  lines: readonly (string | Buffer)[],
  held: Readonly<Record<string, string>> = {},
  ...keys: readonly string[]
): Promise<SecondExportResult> {
  const bytes = Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]));
  const split: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf('\n', from);
    split.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return secondVerifier.checkExport(
    split,
    Object.entries(held).map(([file, text]) => ({ file, text })),
    keys.map((key) => secondVerifier.readKey(key)),
  );
}

/** Its faults as lines, each with its place in front. */
export const told = ({ faults }: SecondExportResult): string[] =>
  faults.map(({ position, fault }) => `${position ?? 'export'}: ${fault}`);

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it as an auditor does. */
export function runSecondVerifier(args: readonly string[], nodeArgs: readonly string[] = []): Promise<Ran> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...nodeArgs, secondVerifierPath, ...args], { stdio: 'pipe' });
    const read = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (read.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (read.stderr += text));
    child.on('error', fail);
    child.on('close', (code) => done({ code, ...read }));
  });
}
