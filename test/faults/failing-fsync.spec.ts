import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itWith, strace } from './fault-tools';
import { headAfter, ledgersIn } from './returns-one-by-one';
import { runWithFsyncs } from './strace';
import { faultsOfWhatIsLeft } from './what-is-left';

const COMMANDS = 60;
const withStrace = itWith(strace());

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-eio-'));
  await ledgersIn(folder).create('walsall');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const REFUSED = /^refused (\d+): StorageFailed, then the same, head (\d+)$/;

describe('when every fifth fsync fails with EIO', () => {
  // Between them, every one of the first fsyncs of an opening, of a commit and of a closing fails once.
  for (const first of [1, 2, 3, 4, 5]) {
    withStrace(
      `from number ${first} on: the command is refused, so is every other until the ledger is opened again, reads go on, and nothing acknowledged is lost`,
      async () => {
        const { lines, signal, complaint } = await runWithFsyncs(
          `error=EIO:when=${first}+5`,
          'outlast-failing-disk',
          folder,
          String(COMMANDS),
        );
        expect({ signal, complaint }).toEqual({ signal: null, complaint: '' });
        const numbers = Array.from({ length: COMMANDS }, (_, index) => String(index + 1));
        expect(lines.flatMap((line) => /^acknowledged (\d+)$/.exec(line)?.[1] ?? [])).toEqual(numbers);
        const refused = lines.filter((line) => line.startsWith('refused'));
        expect(refused.length).toBeGreaterThan(5);
        for (const line of refused) {
          expect(line).toMatch(REFUSED);
          const [, number, head] = REFUSED.exec(line) ?? [];
          expect(Number(head)).toBe(headAfter(Number(number) - 1));
        }
        expect(await faultsOfWhatIsLeft(folder, ['0', ...numbers])).toEqual([]);
      },
    );
  }
});
