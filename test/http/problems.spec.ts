import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerBusy, LedgerDamaged, StorageFailed, UnknownEvent } from '@outturn/ledger';
import { Readiness } from '../../apps/server/src/health/readiness';
import { Outturn } from '@outturn/wiring';
import { wrongAs } from './answers-as-described';
import { RunningService } from './running-service';

describe('what goes wrong behind the service', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.post('/api/v1/ledgers', { id: 'walsall', name: 'Walsall', live: true });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => service.close());

  const failWith = (error: Error): void => {
    const outturn = service.application.nest.get(Outturn);
    jest.spyOn(outturn, 'ask').mockRejectedValue(error);
    jest.spyOn(outturn, 'askWritten').mockRejectedValue(error);
    jest.spyOn(outturn, 'submit').mockRejectedValue(error);
  };

  it.each([
    ['ledger-busy', new LedgerBusy('another process is writing')],
    ['storage-failed', new StorageFailed('the disk is full')],
    ['unknown-event', new UnknownEvent(7, 'Thing', 2)],
  ])('cannot be done now: %s', async (type, error) => {
    failWith(error);
    for (const answer of [
      await service.get('/api/v1/ledgers/walsall/scorecard'),
      await service.post('/api/v1/ledgers/walsall/go-live', {}),
    ]) {
      expect([answer.status, answer.headers['retry-after'], answer.json.type]).toEqual([
        503,
        '2',
        `urn:outturn:problem:${type}`,
      ]);
      expect(wrongAs('Problem', answer.json)).toBe('');
    }
  });

  it.each([
    ['a bug', new TypeError('secret: x of undefined')],
    ['damage', new LedgerDamaged('tile secret is missing')],
  ])('is %s, and only the log learns of what kind', async (_what, error) => {
    failWith(error);
    const answer = await service.get('/api/v1/ledgers/walsall/scorecard', { 'x-request-id': 'report-me' });
    expect(answer.status).toBe(500);
    expect(answer.json).toEqual({
      type: 'urn:outturn:problem:internal-error',
      title: 'Internal error',
      status: 500,
      detail: expect.stringContaining('correlation id'),
      instance: '/api/v1/ledgers/walsall/scorecard',
      correlationId: 'report-me',
    });
    const logged = service.log
      .map((line) => JSON.parse(line) as Record<string, any>)
      .filter((line) => line['level'] === 50);
    expect(logged.at(-1)).toMatchObject({
      correlationId: 'report-me',
      err: { message: error.message, stack: expect.stringContaining('problems.spec') },
    });
  });

  it('is told by a stream that breaks off, not by one that looks whole', async () => {
    const outturn = service.application.nest.get(Outturn);
    function* pages(): Generator<never[]> {
      yield [];
      throw new Error('the disk went away');
    }
    jest
      .spyOn(outturn, 'ask')
      .mockResolvedValue({ grounds: { ledger: 'walsall', position: 1, root: 'r' }, pages: pages() } as never);
    await expect(service.get('/api/v1/ledgers/walsall/figures')).rejects.toThrow(/aborted|hang up|ECONNRESET/);
    expect((await service.get('/health/live')).status).toBe(200);
  });

  it('in the file of one ledger hides no other, and tells no path', async () => {
    const file = join(service.data, 'dudley.sqlite');
    writeFileSync(file, 'no database');
    const answer = await service.get('/api/v1/ledgers');
    expect([answer.status, answer.json]).toMatchObject([
      200,
      {
        rows: [{ ledger: 'walsall' }],
        unreadable: ['dudley'],
        faults: [
          {
            ledger: 'dudley',
            detail:
              'dudley.sqlite is no Outturn ledger: move it out of the data directory, or put a backup in its place',
          },
        ],
      },
    ]);
    expect(wrongAs('Ledgers', answer.json)).toBe('');
    expect(answer.text).not.toContain(service.data);
    rmSync(file);
  });

  /** The service looks no more than once a second. */
  const forgetTheLastLook = (): void => {
    service.application.nest.get(Readiness)['latest'] = null;
  };
  const found = { ledgers: 2, unreadable: [], refusing: [], writer: null, replicas: [] };
  const fault = { ledger: 'walsall', error: new StorageFailed('gone') };

  it.each([
    [
      'a ledger takes no more writes',
      { refusing: [fault] },
      '1 of 2 ledgers take no writes since their store failed, and can be read: the log says which and why',
    ],
    ['no ledger can be read', { unreadable: [fault, fault] }, 'none of 2 ledgers can be read: the log says why'],
  ])('keeps the service from being ready where %s', async (_, what, detail) => {
    jest.spyOn(service.application.nest.get(Outturn), 'readiness').mockResolvedValue({ ...found, ...what });
    forgetTheLastLook();
    const answer = await service.get('/health/ready');
    expect([answer.status, answer.json.detail]).toEqual([503, detail]);
    expect(answer.text).not.toContain('walsall');
  });

  it('in the file of one ledger keeps nobody from the others, so the service is ready', async () => {
    jest.spyOn(service.application.nest.get(Outturn), 'readiness').mockResolvedValue({ ...found, unreadable: [fault] });
    forgetTheLastLook();
    const answer = await service.get('/health/ready');
    expect([answer.status, answer.json]).toEqual([200, { status: 'ready', ledgers: 2, unreadable: 1 }]);
  });
});
