import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Outturn, OutturnModule, ownerOf } from '@outturn/wiring';
import { checksBeside } from '../../libs/wiring/src/checking/checks';
import { readAnswer, type WrittenAnswer } from '../../libs/wiring/src/reading/written-answer';
import { ReadingThreads } from '../../libs/wiring/src/reading/reading-threads';
import { ImportThreads } from '../../libs/wiring/src/writing/import-threads';
import type { FilesToImport } from '../../libs/wiring/src/writing/ledger-writer';
import { WriterThread } from '../../libs/wiring/src/writing/writer-thread';
import { brokenOff } from '../../libs/wiring/src/writing/writer-threads';
import { BUILD_TIME, built } from '../programs/built';

const who = ownerOf('tester');
const today = '2026-05-01';
const indicators = 'id,title,unit,polarity,frequencies\nplaces,Places,number,higher,year\n';
const returns = (rows: number): string =>
  [
    'indicator,breakdown,period,value',
    ...Array.from({ length: rows }, (_, at) => `places,n=${at},2016-17,${at % 100}`),
  ].join('\n');

describe('a thread that is killed while it works', () => {
  let data: string;
  let context: INestApplicationContext;
  let compiled: string;
  /** Every thread that was started, the last one last. */
  const started: Worker[] = [];
  const threads = jest.requireActual<{ Worker: typeof Worker }>('node:worker_threads');
  const { Worker: Real } = threads;

  beforeAll(async () => {
    compiled = dirname(built('server')).replace(/apps.*$/, '');
    threads.Worker = class extends Real {
      constructor(...made: ConstructorParameters<typeof Worker>) {
        super(...made);
        started.push(this);
      }
    };
    data = mkdtempSync(join(tmpdir(), 'outturn-killed-'));
    context = await NestFactory.createApplicationContext(OutturnModule.forRoot({ data, writer: 'in-process' }), {
      logger: false,
    });
    const outturn = context.get(Outturn);
    for (const ledger of ['walsall', 'dudley']) {
      await outturn.createLedger(who, ledger, { name: ledger, live: true }, { via: 'terminal' });
      for (const text of [indicators, returns(600)]) {
        const files = [{ name: 'file.csv', bytes: Buffer.from(text) }];
        await outturn.importFiles(who, ledger, { files, options: {}, dryRun: false }, { via: 'terminal' });
      }
    }
  }, BUILD_TIME);
  afterAll(async () => {
    threads.Worker = Real;
    await context.close();
    rmSync(data, { recursive: true, force: true });
  });

  const headOf = (ledger: string): Promise<number> => context.get(Outturn).positionOf(ledger);

  /** Kills the thread that was started last, once it has been handed what it works on. */
  const kill = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    await started.at(-1)?.terminate();
  };

  it('fails the one question that it answered in words, and the next is answered by another', async () => {
    const script = join(compiled, 'apps/server/src/web/beside/reading.worker.js');
    const deaths: Error[] = [];
    const reading = new ReadingThreads(
      { script, with: { isDemo: false }, onDeath: (cause) => deaths.push(cause) },
      { data, follows: false },
    );
    try {
      const ask = async (ledger: string): Promise<number> => {
        const asked = { name: 'scorecard', query: {}, today };
        const written = await reading.do<WrittenAnswer>({ ledger, work: 'query', asked });
        return ((await readAnswer(written)) as unknown as { rows: readonly unknown[] }).rows.length;
      };
      expect(await ask('walsall')).toBe(600);
      const other = ask('dudley');
      const killed = ask('walsall');
      const told = killed.catch((error: unknown) => error);
      await kill();
      expect(await told).toMatchObject({
        name: 'LedgerBusy',
        message: 'what worked on this answer came to an end before it was done: ask again',
      });
      expect(await other).toBe(600);
      expect(await ask('walsall')).toBe(600);
      expect(deaths).toHaveLength(1);
    } finally {
      await reading.close();
    }
  });

  it('of too little memory says so, and another council is answered', async () => {
    const script = join(compiled, 'apps/server/src/web/beside/reading.worker.js');
    const reading = new ReadingThreads({ script, with: { isDemo: false } }, { data, follows: false }, 8);
    try {
      const asked = { ledger: 'walsall', work: 'query', asked: { name: 'scorecard', query: {}, today } };
      await expect(reading.do(asked)).rejects.toThrow(
        'this answer needs more memory than one may have: ask for less of it',
      );
    } finally {
      await reading.close();
    }
  });

  it('fails the one check that it did in words, and the next check finds what there is', async () => {
    const checks = checksBeside({ data, follows: false }, join(compiled, 'libs/wiring/src/checking/check.worker.js'));
    const file = { path: join(data, 'walsall.sqlite'), ledger: 'walsall', sizes: [] };
    const head = await headOf('walsall');
    const killed = checks.verify(file, () => undefined);
    const told = killed.catch((error: unknown) => error);
    await kill();
    expect(await told).toMatchObject({
      name: 'LedgerBusy',
      message: 'this check came to an end before it was done: begin it again',
    });
    expect(await checks.verify(file, () => undefined)).toMatchObject({ position: head, faults: [] });
    expect(await checks.replay('walsall', undefined, () => undefined)).toMatchObject({
      position: head,
      differences: [],
    });
  });

  it('fails the one import that it did in words, leaves nothing of it, and the same import again is taken once', async () => {
    const script = join(compiled, 'libs/wiring/src/writing/writer-thread.worker.js');
    const imports = new ImportThreads(() => new WriterThread({ data, part: 'writes', most: 4 }, {}, brokenOff, script));
    const request = (rows: number): FilesToImport => ({
      files: [{ name: 'returns.csv', bytes: Buffer.from(returns(rows)) }],
      options: {},
      dryRun: false,
      actor: 'tester',
      assurance: 'asserted',
      via: 'http',
      key: `import of ${rows}`,
      today,
      roles: ['owner'],
    });
    const head = await headOf('walsall');
    try {
      // The thread is there and works, so what is killed is the work and not the start.
      expect(await imports.importFiles('walsall', request(601))).toMatchObject({ accepted: 1 });
      const killed = imports.importFiles('walsall', request(4_000));
      const told = killed.catch((error: unknown) => error);
      await kill();
      expect(await told).toMatchObject({
        name: 'ImportBrokenOff',
        message:
          'this import was broken off: send it again with the same Idempotency-Key, which tells whether it was taken',
      });
      expect(await headOf('walsall')).toBe(head + 1);
      expect(await imports.importFiles('dudley', request(601))).toMatchObject({ accepted: 1 });
      expect(await imports.importFiles('walsall', request(4_000))).toMatchObject({ accepted: 3_399, unchanged: 601 });
      expect(await headOf('walsall')).toBe(head + 3_400);
    } finally {
      await imports.close();
    }
  });
});
