import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DefineIndicator, SubmitReturn } from '@outturn/domain';
import type { EventEnvelope } from '@outturn/kernel';
import { stability, temporaryLedger } from '../../libs/application/src/temporary-ledger.fixture.js';
import { BUILD_TIME, built } from '../programs/built';
import { ServiceProcess } from '../programs/service';
import { outturnJson } from '../programs/terminal';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Times = Pick<EventEnvelope, 'recordedAt' | 'knownFrom'>;

function expectThatNoClockFalls(events: readonly Times[]): void {
  for (const clock of ['recordedAt', 'knownFrom'] as const) {
    const times = events.map((event) => event[clock]);
    expect(times).toEqual([...times].sort());
  }
}

describe('a ledger whose machine’s clock is set', () => {
  const store = temporaryLedger();

  /** What was known at each position and on each day that is over: nothing that comes later may change it. */
  const known = (): Map<string | number, unknown> => {
    const today = store.events.at(-1)?.recordedAt.slice(0, 10) ?? '';
    const days = ['2026-04-29', '2026-04-30', '2026-05-01', '2026-05-02', '2026-05-03'].filter((day) => day < today);
    const moments = [...Array.from({ length: store.head }, (_, index) => index + 1), ...days];
    return new Map(moments.map((moment) => [moment, store.ask('scorecard', { knownAt: String(moment) })]));
  };

  it.each([
    ['while it is open', () => Promise.resolve()],
    ['while it is closed', () => store.reopen()],
  ])(
    'an hour back and a day forward %s never falls, and what was known at a moment stays known',
    async (_when, between) => {
      await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter'] });
      const start = Date.parse(store.clock.at);
      const answers = new Map<string | number, unknown>();
      for (const [turn, offset] of [0, -HOUR, 0, DAY, -HOUR, DAY - HOUR, 2 * DAY, 0].entries()) {
        store.clock.at = new Date(start + offset).toISOString();
        await between();
        await store.accept(SubmitReturn, {
          indicator: stability.id,
          period: `${2010 + turn}-${11 + turn}Q1`,
          value: '70',
        });
        expectThatNoClockFalls(store.events);
        for (const [moment, answer] of known()) {
          if (answers.has(moment)) expect(answer).toEqual(answers.get(moment));
          answers.set(moment, answer);
        }
      }
      expect([...answers.keys()]).toEqual(expect.arrayContaining(['2026-05-01', '2026-05-02', store.head]));
    },
  );
});

describe('a service and a terminal on a machine whose clock is set', () => {
  let folder: string;
  let data: string;
  const clock = (): string => join(folder, 'clock');
  const moveClock = (milliseconds: number): void => writeFileSync(clock(), String(milliseconds));

  beforeAll(() => {
    built('cli');
    built('server');
    folder = mkdtempSync(join(tmpdir(), 'outturn-clock-'));
    data = join(folder, 'data');
    moveClock(0);
    process.env['OUTTURN_MOVED_CLOCK'] = clock();
    process.env['NODE_OPTIONS'] = `--require ${JSON.stringify(resolve(__dirname, 'processes/moved-clock.cjs'))}`;
  }, BUILD_TIME);
  afterAll(() => {
    delete process.env['NODE_OPTIONS'];
    delete process.env['OUTTURN_MOVED_CLOCK'];
    rmSync(folder, { recursive: true, force: true });
  });

  async function submit(service: ServiceProcess, period: string): Promise<void> {
    const answer = await fetch(service.at('/ledgers/walsall/returns'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ indicator: 'a', period, value: '70' }),
    });
    if (!answer.ok) throw new Error(`a return was answered with ${answer.status}: ${await answer.text()}`);
  }

  it('an hour back and a day forward, during a run and between runs, write times that never fall', async () => {
    await outturnJson(data, 'ledger', 'create', 'walsall', '--name', 'Walsall Council', '--live');
    const indicator = ['id=a', 'title=A', 'unit=percent', 'polarity=higher', 'frequencies=quarter'];
    await outturnJson(data, 'record', 'walsall', 'indicators', ...indicator);
    const service = await ServiceProcess.start(data);
    const answers = new Map<number, unknown>();
    const scorecard = (position: number): Promise<unknown> =>
      service.get(`/ledgers/walsall/scorecard?knownAt=${position}`);
    try {
      for (const [turn, offset] of [0, -HOUR, DAY, -HOUR, 0].entries()) {
        moveClock(offset);
        await submit(service, `${2010 + turn}-${11 + turn}Q1`);
        const { position } = await service.get<{ position: number }>('/ledgers/walsall');
        answers.set(position, await scorecard(position));
      }
      for (const [turn, offset] of [-HOUR, DAY + HOUR, 0].entries()) {
        moveClock(offset);
        const fields = ['indicator=a', `period=${2020 + turn}-${21 + turn}Q1`, 'value=70'];
        await outturnJson(data, 'record', 'walsall', 'returns', ...fields);
      }
      for (const [position, answer] of answers) expect(await scorecard(position)).toEqual(answer);
    } finally {
      await service.stop();
    }
    const { rows } = await outturnJson<{ rows: Times[] }>(data, 'history', 'walsall');
    expectThatNoClockFalls(rows);
    // From the first that was recorded a day ahead, all are.
    const isAhead = rows.map(({ recordedAt }) => Date.parse(recordedAt) > Date.now() + DAY / 2);
    expect(isAhead).toEqual([...Array<boolean>(5).fill(false), ...Array<boolean>(6).fill(true)]);
    expect(await outturnJson<object>(data, 'verify', 'walsall')).toMatchObject({ ok: true, faults: [] });
  });
});
