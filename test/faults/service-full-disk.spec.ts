import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { BuiltService } from '../http/built-service';
import { stability } from '../http/running-service';
import { BUILD_TIME, built } from '../programs/built';
import { itWith } from './fault-tools';
import { SmallDisk, smallDisk } from './mounted-disk';

const returns = '/api/v1/ledgers/walsall/returns';

describe('a service whose disk is full', () => {
  let disk: SmallDisk;
  let service: BuiltService | null = null;
  beforeAll(() => built('server'), BUILD_TIME);
  beforeEach(() => {
    disk = new SmallDisk('4m');
  });
  afterEach(async () => {
    await service?.end('SIGKILL');
    disk.remove();
  });

  /** Takes what room is left: a store that is opened again gives some back. */
  function fill(): void {
    const filling = openSync(join(disk.path, 'filling'), 'a');
    try {
      for (;;) writeSync(filling, Buffer.alloc(4_096));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(filling);
    }
  }

  /** The readiness is looked at no more than once a second: asks until it says what it will say. */
  async function readiness(running: BuiltService, status: number): Promise<{ status: number; detail?: string }> {
    const patience = performance.now() + 30_000;
    for (;;) {
      const answer = await fetch(`${running.url}/health/ready`);
      const body = (await answer.json()) as { detail?: string };
      if (answer.status === status) return { status: answer.status, ...body };
      if (performance.now() > patience) throw new Error(`it is never ${status}: ${JSON.stringify(body)}`);
    }
  }
  const refusing = async (running: BuiltService): Promise<string> =>
    /^outturn_ledgers_refusing_writes (\d+)$/m.exec(await (await fetch(`${running.url}/metrics`)).text())?.[1] ?? '';

  itWith(smallDisk())(
    'refuses what needs room with words, says so in its log and its metrics, answers questions, and writes when there is space again',
    async () => {
      const running = await BuiltService.start(disk.path);
      service = running;
      await running.post('/api/v1/ledgers', 'ledger', { id: 'walsall', name: 'Walsall', live: true });
      await running.post('/api/v1/ledgers/walsall/indicators', 'indicator', stability);
      const tell = (n: number): Promise<Response> =>
        running.post(returns, `return-${n}`, {
          indicator: stability.id,
          breakdown: `n=${n}`,
          period: '2016-17',
          value: '77',
          commentary: `${n} `.padEnd(900, 'words '),
        });
      let written = 0;
      let refused = await tell(0);
      for (; refused.status === 201; refused = await tell(written)) {
        written += 1;
        fill();
      }
      expect(refused.status).toBe(503);
      expect(await refusing(running)).toBe('1');
      expect((await readiness(running, 503)).detail).toContain('1 of 1 ledgers take no writes');
      expect(await refusing(running)).toBe('1');
      expect(await refused.json()).toMatchObject({ detail: expect.stringMatching(/store of "walsall"/) });

      expect(running.stdout + running.stderr).toContain('a ledger takes no more writes: its store has failed');
      const { rows } = (await running.get('/api/v1/ledgers/walsall/figures')) as { rows: readonly object[] };
      expect(rows).toHaveLength(written);

      disk.enlarge('64m');
      expect((await tell(written)).status).toBe(201);
      expect((await tell(written + 1)).status).toBe(201);
      await readiness(running, 200);
      expect(await refusing(running)).toBe('0');
      expect(running.stdout + running.stderr).toContain('a ledger takes writes again');
      expect(await running.end('SIGTERM')).toBe(0);
    },
  );
});
