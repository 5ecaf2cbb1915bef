import { NotAllowed } from '@outturn/wiring';
import { pino } from 'pino';
import { Runs, type Run, type RunReport } from './runs';

const lines: string[] = [];
const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
const replay = { kind: 'replay', startedBy: 'mary' } as const;
const found: RunReport = {
  kind: 'replay',
  report: {
    ledger: 'walsall',
    position: 8,
    root: 'ab',
    rows: 3,
    differences: [],
    otherVersions: [],
    textFaults: [],
    limits: [],
  },
};

/** Work that ends when the test says so. */
function work() {
  let end: (error?: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error));
  });
  return {
    do: async (onProgress: (position: number, of: number) => void) => {
      onProgress(3, 8);
      await ended;
      return { found, checkpoint: 'a checkpoint' };
    },
    end,
  };
}

const stateOf = (runs: Runs, run: Run) => runs.find('walsall', run.id)?.state;
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the runs of a ledger', () => {
  let runs: Runs;
  beforeEach(() => {
    lines.length = 0;
    runs = new Runs(log);
  });

  it('say how far each is, and then what it found', async () => {
    const busy = work();
    const run = runs.begin('walsall', replay, busy.do);
    expect(stateOf(runs, run)).toEqual({ status: 'running', position: 3, of: 8 });
    busy.end();
    await settled();
    expect(stateOf(runs, run)).toEqual({ status: 'done', found, checkpoint: 'a checkpoint' });
  });

  it('go one at a time: whoever begins another is given the one that runs', async () => {
    const busy = work();
    const first = runs.begin('walsall', replay, busy.do);
    const never = jest.fn();
    expect(runs.begin('walsall', { kind: 'verification', startedBy: 'john' }, never).id).toBe(first.id);
    expect(never).not.toHaveBeenCalled();
    expect(runs.begin('dudley', replay, work().do).id).not.toBe(first.id);
    busy.end();
    await settled();
    expect(runs.begin('walsall', replay, work().do).id).not.toBe(first.id);
  });

  it('break off with a reason that a reader can understand', async () => {
    const busy = work();
    const run = runs.begin('walsall', replay, busy.do);
    busy.end(new NotAllowed('ledger:read', 'walsall'));
    await settled();
    expect(stateOf(runs, run)).toEqual({
      status: 'failed',
      sentence: new NotAllowed('ledger:read', 'walsall').message,
    });
    expect(lines).toEqual([]);
  });

  it('tell the log of a bug, and not the reader', async () => {
    const busy = work();
    const run = runs.begin('walsall', replay, busy.do);
    busy.end(new TypeError('x of undefined'));
    await settled();
    expect(stateOf(runs, run)).toMatchObject({ status: 'failed', sentence: expect.stringContaining(run.id) });
    expect(JSON.stringify(stateOf(runs, run))).not.toContain('undefined');
    expect(lines.join()).toContain('x of undefined');
  });

  it('are remembered up to a number, the latest first', async () => {
    for (let count = 0; count < 25; count += 1) {
      const busy = work();
      busy.end();
      runs.begin('walsall', { ...replay, startedBy: `auditor ${count}` }, busy.do);
      await settled();
    }
    expect(runs.all('walsall').map(({ startedBy }) => startedBy)).toEqual(
      Array.from({ length: 20 }, (_, index) => `auditor ${24 - index}`),
    );
  });
});
