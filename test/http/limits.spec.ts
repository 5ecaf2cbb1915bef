import { gzipSync } from 'node:zlib';
import { RunningService, sha256Of, stability } from './running-service';

const tokens = [
  ['root', ['owner'], 'all'],
  ['reader', ['reader'], ['walsall']],
  ['officer', ['officer'], ['walsall']],
].map(([actor, roles, ledgers]) => ({ tokenSha256: sha256Of(`token-of-${String(actor)}`), actor, roles, ledgers }));
const as = (name: string): { authorization: string } => ({ authorization: `Bearer token-of-${name}` });
const imports = '/api/v1/ledgers/walsall/imports';

describe('what one sender may cost the others', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start(tokens);
    await service.post('/api/v1/ledgers', { id: 'walsall', name: 'Walsall', live: true }, as('root'));
    await service.post('/api/v1/ledgers/walsall/go-live', {}, as('root'));
    await service.post('/api/v1/ledgers/walsall/indicators', stability, as('root'));
  });
  afterAll(() => service.close());

  it('who may write nothing is refused before a byte of what they send is read, whatever it is', async () => {
    const bomb = gzipSync(`indicator,period,value\n${'a,2016-17,5\n'.repeat(999_000)}`);
    const asked = [
      [imports, { 'content-type': 'application/gzip' }, bomb],
      [imports, { 'content-type': 'text/csv', 'idempotency-key': undefined }, 'indicator,period\n'],
      ['/api/v1/ledgers/walsall/returns', {}, '{"no":'],
      ['/api/v1/ledgers/walsall/returns', { 'idempotency-key': undefined }, '{}'],
      ['/api/v1/ledgers/walsall/snapshots', {}, '{"issuedTo":7}'],
      ['/api/v1/ledgers', {}, '{"id":"..","name":""}'],
    ] as const;
    for (const [path, headers, body] of asked) {
      const answer = await service.postRaw(path, body, { ...as('reader'), ...headers });
      expect([path, answer.status, answer.json.type]).toEqual([path, 403, 'urn:outturn:problem:not-allowed']);
    }
    // Nothing of it was read: the sender is answered while it still has all of its body to send.
    const early = await service.ask('POST', imports, {
      ...as('reader'),
      'content-type': 'text/csv',
      'content-length': '60000000',
      expect: '100-continue',
    });
    expect(early.status).toBe(403);
  });

  it('an answer about faults lists fifty of them, with the count of all', async () => {
    const fields = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`field${at}`, 1]));
    const answer = await service.post('/api/v1/ledgers/walsall/returns', fields, as('officer'));
    expect([answer.status, answer.json.errors.length, answer.json.errorCount]).toEqual([422, 50, 50_005]);
    expect(answer.json.detail).toBe('50005 things are wrong; the first 50 are listed');
    expect(answer.text.length).toBeLessThan(20_000);
    const long = await service.post('/api/v1/ledgers/walsall/returns', { ['x'.repeat(900_000)]: 1 }, as('officer'));
    expect([long.status, long.text.length < 20_000]).toEqual([422, true]);
    const twice = await service.postRaw(
      '/api/v1/ledgers/walsall/returns',
      `{"${'x'.repeat(400_000)}":1,"${'x'.repeat(400_000)}":1}`,
      as('officer'),
    );
    expect([twice.status, twice.text.length < 20_000]).toEqual([400, true]);
  });

  it('a file of nothing but faults is answered with fifty, and says that there may be more', async () => {
    const file = gzipSync(`indicator,period,value\n${'a,never,5\n'.repeat(999_000)}`);
    expect(file.length).toBeLessThan(30_000);
    const answer = await service.postRaw(imports, file, { ...as('officer'), 'content-type': 'application/gzip' });
    expect([answer.status, answer.json.rejected.length, answer.json.rejectedCount]).toEqual([422, 50, 1_000]);
    expect(answer.json.rejected.at(-1).message).toContain('the reading stopped after 1000 problems');
  });

  it('three files of one council may be under way; a fourth is told to wait, and another council is not', async () => {
    await service.post('/api/v1/ledgers', { id: 'dudley', name: 'Dudley', live: true }, as('root'));
    const headers = { 'content-type': 'text/csv', 'content-length': '1000' };
    const slow = [1, 2, 3].map(() =>
      service.begin('POST', imports, { ...as('officer'), ...headers, 'idempotency-key': 'k' }),
    );
    await Promise.all(slow.map(({ sent }) => sent));
    await service.until(async () => {
      const answer = await service.postRaw(imports, 'x', { ...as('officer'), 'content-type': 'text/csv' });
      return answer.status === 429 && answer.headers['retry-after'] === '30';
    });
    const other = await service.postRaw('/api/v1/ledgers/dudley/imports', 'indicator,period,value\n', {
      ...as('root'),
      'content-type': 'text/csv',
    });
    expect(other.status).toBe(200);
    for (const each of slow) each.leave();
    await service.until(async () => {
      const answer = await service.postRaw(imports, 'indicator,period,value\n', {
        ...as('officer'),
        'content-type': 'text/csv',
      });
      return answer.status === 200;
    });
  });
});
