import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itWith, strace } from './fault-tools';
import { runWithFsyncs } from './strace';
import { faultsOfWhatIsLeft } from './what-is-left';

const KILLS = 200;
/** How many run at once: each waits for the disk most of the time. */
const LANES = 3;

/** Kills a writer when it is about to call fsync for the n-th time. Returns what is wrong with what it left. */
async function killAt(n: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-fsync-'));
  try {
    const { lines, signal, complaint } = await runWithFsyncs(
      `signal=KILL:when=${n}`,
      'acknowledge-returns',
      folder,
      String(KILLS),
    );
    const survived = signal === 'SIGKILL' ? [] : [`it was not killed: ${complaint}`];
    return [...survived, ...(await faultsOfWhatIsLeft(folder, lines))].map((fault) => `fsync ${n}: ${fault}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a process that is killed at an fsync', () => {
  itWith(strace())(
    `has kept everything that it acknowledged, left nothing half done, and its last command sent again has one effect: at each of the first ${KILLS}`,
    async () => {
      const faults: string[] = [];
      let next = 1;
      const lane = async (): Promise<void> => {
        while (next <= KILLS) faults.push(...(await killAt(next++)));
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      expect(faults).toEqual([]);
    },
  );
});
