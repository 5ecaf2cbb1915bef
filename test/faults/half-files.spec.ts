import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_TIME, built } from '../programs/built';
import { outturn } from '../programs/terminal';
import { itWith, strace } from './fault-tools';
import { SmallDisk, smallDisk } from './mounted-disk';

/** The words of a command that writes a file that somebody keeps, in front of the file's name. */
const writers = {
  'an export': ['export', 'walsall', '--out'],
  'a snapshot': ['snapshot', 'walsall', '--out'],
  'a backup': ['backup', 'walsall', '--out'],
} as const;

let data: string;
let folder: string;
beforeAll(async () => {
  built('cli');
  data = mkdtempSync(join(tmpdir(), 'outturn-written-'));
  const made = await outturn(data, 'ledger', 'create', 'walsall', '--name', 'Walsall', '--live');
  if (made.exitCode !== 0) throw new Error(made.stderr);
}, BUILD_TIME);
afterAll(() => rmSync(data, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-out-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that is being written', () => {
  itWith(strace())(
    'has no name when its writer is killed before it is on the disk: a backup and an export',
    async () => {
      for (const words of [writers['a backup'], writers['an export']]) {
        const out = join(folder, 'out');
        const faults = ['-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:signal=SIGKILL'];
        const program = [process.execPath, built('cli'), ...words, out, '--data', data, '--as', 'tester'];
        await once(
          spawn('strace', ['-f', '-qq', '-o', '/dev/null', ...faults, ...program], { stdio: 'ignore' }),
          'close',
        );
        expect(existsSync(out)).toBe(false);
      }
    },
  );

  it.each([
    ['SIGINT', writers['an export'], (file: Buffer) => /"end":.*\}\n$/.test(file.toString('utf8'))],
    ['SIGTERM', writers['a snapshot'], (file: Buffer) => JSON.parse(file.toString('utf8')) !== null],
  ] as const)(
    'has its name only if it is whole, and nothing lies beside it, after %s',
    async (signal, words, isWhole) => {
      const out = join(folder, 'out');
      const program = [built('cli'), ...words, out, '--data', data, '--as', 'tester'];
      const child = spawn(process.execPath, program, { stdio: 'ignore' });
      const ended = once(child, 'close');
      // As soon as anything of it lies there.
      while (child.exitCode === null && readdirSync(folder).length === 0) await new Promise(setImmediate);
      child.kill(signal);
      await ended;
      const left = readdirSync(folder);
      expect([[], ['out']]).toContainEqual(left);
      expect(left.length === 0 || isWhole(readFileSync(out))).toBe(true);
    },
  );
});

describe('a file onto a disk that is full', () => {
  itWith(smallDisk())('has no name, leaves nothing, and is refused with words', async () => {
    const disk = new SmallDisk('16k');
    try {
      writeFileSync(join(disk.path, 'filling'), Buffer.alloc(16_384));
      for (const [name, words] of Object.entries(writers)) {
        const { exitCode, stderr } = await outturn(data, ...words, join(disk.path, 'out'));
        expect({ name, exitCode, stderr }).toEqual({
          name,
          exitCode: expect.any(Number),
          stderr: expect.stringMatching(/^outturn: .*(space|full)/i),
        });
        expect(exitCode).not.toBe(0);
        expect(readdirSync(disk.path)).toEqual(['filling']);
      }
    } finally {
      disk.remove();
    }
  });
});
