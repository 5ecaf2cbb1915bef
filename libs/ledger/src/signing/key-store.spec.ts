import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { BadConfiguration } from '../errors.js';
import { signCheckpoint } from './checkpoint.js';
import { KeyStore } from './key-store.js';

const root = resolve(__dirname, '../../../..');
let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'outturn-keys-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

/** As a process that starts again would see the keys. */
const afresh = (): KeyStore => new KeyStore(data);
const mode = (...path: readonly string[]): string => (statSync(join(data, ...path)).mode & 0o777).toString(8);

describe('the key of a ledger', () => {
  it('is made when it is first needed, and is the same one from then on', () => {
    const key = afresh().key('walsall');
    expect(key.name).toBe('outturn/walsall');
    expect(afresh().key('walsall').line).toBe(key.line);
    expect(afresh().key('dudley').line).not.toBe(key.line);
  });

  it('is for its owner alone to read', () => {
    afresh().key('walsall');
    expect(mode('keys', 'walsall.pem')).toBe('600');
    expect(mode('keys')).toBe('700');
  });

  it.each([0o640, 0o604, 0o660, 0o666, 0o644])('is refused where its file has mode %o', (others) => {
    afresh().key('walsall');
    chmodSync(join(data, 'keys', 'walsall.pem'), others);
    expect(() => afresh().key('walsall')).toThrow(BadConfiguration);
    expect(() => afresh().key('walsall')).toThrow('chmod 600');
  });

  it('leaves no unfinished file beside it', () => {
    afresh().key('walsall');
    expect(readdirSync(join(data, 'keys'))).toEqual(['walsall.pem']);
  });

  it('is one key, though many processes make it at the same moment', async () => {
    const ledgers = Array.from({ length: 20 }, (_, index) => `council-${index}`);
    const lines = await Promise.all(await startTogether(6, ledgers));
    expect(lines.every((found) => found.length === ledgers.length)).toBe(true);
    expect(new Set(lines.map((found) => found.join()))).toEqual(
      new Set([ledgers.map((ledger) => afresh().key(ledger).line).join()]),
    );
  });
});

/** Processes that are all running before the first of them looks for a key. Resolves to what each found. */
async function startTogether(count: number, ledgers: readonly string[]): Promise<Promise<string[]>[]> {
  const code = `
    const { KeyStore } = require(${JSON.stringify(join(__dirname, 'key-store.ts'))});
    process.stdout.write('ready\\n');
    process.stdin.once('data', () => {
      const keys = new KeyStore(${JSON.stringify(data)});
      for (const ledger of ${JSON.stringify(ledgers)}) process.stdout.write(keys.key(ledger).line + '\\n');
      process.exitCode = 0;
      process.stdin.destroy();
    });`;
  const children = Array.from({ length: count }, () => {
    const child = spawn(process.execPath, ['--require', join(root, 'test/register-typescript.cjs'), '-e', code], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
  });
  await Promise.all(children.map(({ lines }) => lines.next()));
  for (const { child } of children) child.stdin.end('go');
  return children.map(async ({ lines }) => {
    const found: string[] = [];
    for (let line = await lines.next(); line.done !== true; line = await lines.next()) found.push(line.value);
    return found;
  });
}

describe('a rotation', () => {
  it('ends with the next key in the place of the one before, which is gone', () => {
    const before = afresh().key('walsall');
    const next = afresh().nextKey('walsall');
    afresh().finishRotation('walsall');
    expect(afresh().key('walsall').line).toBe(next.line);
    expect(next.line).not.toBe(before.line);
    const kept = readdirSync(join(data, 'keys')).map((name) => readFileSync(join(data, 'keys', name), 'utf8'));
    expect(kept).toEqual([next.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()]);
  });

  it('that stops before its event goes on with the same next key, and the old one signs meanwhile', () => {
    const before = afresh().key('walsall');
    const next = afresh().nextKey('walsall');
    expect(afresh().key('walsall').line).toBe(before.line);
    expect(afresh().nextKey('walsall').line).toBe(next.line);
    expect(mode('keys', 'walsall.next.pem')).toBe('600');
  });

  it('that stops after its end has nothing left to do', () => {
    afresh().key('walsall');
    const next = afresh().nextKey('walsall');
    afresh().finishRotation('walsall');
    afresh().finishRotation('walsall');
    expect(afresh().key('walsall').line).toBe(next.line);
  });

  it('is followed by another with a key of its own', () => {
    const keys = [afresh().key('walsall').line];
    for (let turn = 0; turn < 3; turn += 1) {
      keys.push(afresh().nextKey('walsall').line);
      afresh().finishRotation('walsall');
    }
    expect(new Set(keys).size).toBe(4);
    expect(afresh().key('walsall').line).toBe(keys.at(-1));
  });

  it('does not take a next key that others could read', () => {
    afresh().nextKey('walsall');
    chmodSync(join(data, 'keys', 'walsall.next.pem'), 0o644);
    expect(() => afresh().nextKey('walsall')).toThrow(BadConfiguration);
  });
});

describe('the last checkpoint that was signed here', () => {
  const signed = (size: number): string =>
    signCheckpoint({ origin: 'outturn/walsall', size, root: Buffer.alloc(32, size) }, afresh().key('walsall'));

  it('is kept for each ledger', () => {
    expect(afresh().lastCheckpoint('walsall')).toBeNull();
    afresh().keepCheckpoint('walsall', signed(5));
    expect(afresh().lastCheckpoint('walsall')).toBe(signed(5));
    expect(afresh().lastCheckpoint('dudley')).toBeNull();
  });

  it('gives way to that of a longer tree, never to that of a shorter one', () => {
    for (const size of [5, 9, 7]) afresh().keepCheckpoint('walsall', signed(size));
    expect(afresh().lastCheckpoint('walsall')).toBe(signed(9));
  });

  it('takes the place of one that cannot be read', () => {
    afresh().keepCheckpoint('walsall', signed(5));
    writeFileSync(join(data, 'keys', 'walsall.checkpoint'), 'outturn/wals');
    afresh().keepCheckpoint('walsall', signed(6));
    expect(afresh().lastCheckpoint('walsall')).toBe(signed(6));
    expect(existsSync(join(data, 'keys', 'walsall.pem'))).toBe(true);
  });
});
