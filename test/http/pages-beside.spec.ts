import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ownerOf } from '@outturn/wiring';
import { PageMaker, rememberedPages } from '../../apps/server/src/web/beside/page-maker';
import { landPage } from '../../apps/server/src/web/beside/made-page';
import { ReadingModule } from '../../apps/server/src/web/beside/reading.module';
import { Download, Redirect } from '../../apps/server/src/web/frame/page-content';
import { Visit } from '../../apps/server/src/web/frame/visit';
import { RunningService, stability } from './running-service';

const api = '/api/v1/ledgers/walsall';

/** An address of each page that is remembered, by its pattern. */
const asked: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/ledgers/:ledger': {},
  '/ledgers/:ledger/scorecard': { status: 'green' },
  '/ledgers/:ledger/indicators/:indicator': { indicator: stability.id },
  '/ledgers/:ledger/actions': {},
  '/ledgers/:ledger/actions/:ref': { ref: 'A1' },
  '/ledgers/:ledger/tasks': { who: 'everyone' },
  '/ledgers/:ledger/receipts/:position': { position: '3' },
  '/ledgers/:ledger/audit': {},
  '/ledgers/:ledger/audit/journal': { type: 'KpiReturnSubmitted' },
  '/ledgers/:ledger/audit/journal/:position': { position: '3' },
  '/ledgers/:ledger/indicators/:indicator/why': { indicator: stability.id, period: '2016-17' },
  '/ledgers/:ledger/audit/snapshot/file': {},
  '/ledgers/:ledger/changes': { from: '1', to: '4' },
};

describe('a page that is remembered', () => {
  let service: RunningService;
  let thread: INestApplicationContext;
  let today: string;

  beforeAll(async () => {
    service = await RunningService.start();
    await service.post('/api/v1/ledgers', { id: 'walsall', name: 'Walsall', live: true });
    await service.post(`${api}/indicators`, stability);
    await service.post(`${api}/returns`, { indicator: stability.id, period: '2016-17', value: '77' });
    await service.post(`${api}/actions`, { ref: 'A1', action: 'Ask them', status: 'in_progress' });
    today = (await service.get(`${api}/scorecard`)).json.asAt;
    const module = ReadingModule.forRoot({ data: service.data, isDemo: false });
    thread = await NestFactory.createApplicationContext(module, { logger: false });
  });
  afterAll(async () => {
    await thread.close();
    await service.close();
  });

  /** What a thread makes of the visit to an address, after it went to the thread and came back. */
  const madeThere = async (pattern: string, url: string, parts: Readonly<Record<string, string>>) => {
    const address = rememberedPages.get(pattern)?.address;
    if (address === undefined) throw new Error(`no page at ${pattern} is remembered`);
    const query = Object.fromEntries(new URL(url, 'http://x').searchParams);
    const params = { ledger: 'walsall', ...parts };
    const request = { url, query, params, id: 'x', today, principal: ownerOf(owner) } as unknown as FastifyRequest;
    const { carried } = new Visit(address, request, {} as never);
    return structuredClone(await thread.get(PageMaker).make(structuredClone(carried)));
  };
  const owner = 'somebody';

  it('is tried here, every one', () => {
    expect(Object.keys(asked).toSorted()).toEqual([...rememberedPages.keys()].toSorted());
  });

  it.each(Object.entries(asked))('is the same to the byte, made here or in a thread: %s', async (pattern, values) => {
    const parts = Object.fromEntries(Object.entries(values).filter(([name]) => pattern.includes(`:${name}`)));
    const query = new URLSearchParams(Object.entries(values).filter(([name]) => !(name in parts)));
    const path = pattern.replace(/:([a-z]+)/g, (_part, name: string) => ({ ledger: 'walsall', ...parts })[name] ?? '');
    const url = query.size === 0 ? path : `${path}?${query.toString()}`;
    const here = await service.get(url, { accept: 'text/html', 'outturn-actor': owner });
    expect([url, here.status]).toEqual([url, 200]);
    const there = landPage(await madeThere(pattern, url, parts));
    if (there instanceof Redirect) throw new Error('nothing here leads elsewhere');
    if (there instanceof Download) expect(String(there.body)).toBe(here.text);
    else expect(`W/${there.page.tag}`).toBe(here.headers['etag']);
  });

  it('that there is none of is refused in the same words, and one that leads elsewhere leads there', async () => {
    const none = madeThere('/ledgers/:ledger/actions/:ref', '/ledgers/walsall/actions/B9', { ref: 'B9' });
    await expect(none.then(landPage)).rejects.toMatchObject({
      problem: { status: 404, detail: 'there was no action "B9"' },
    });
    const dates = '/ledgers/walsall/changes?since-day=1&since-month=5&since-year=2016';
    expect(landPage(await madeThere('/ledgers/:ledger/changes', dates, {}))).toEqual(
      new Redirect('/ledgers/walsall/changes?from=2016-05-01'),
    );
  });

  it('holds a nonce of its own each time that it is sent', async () => {
    const made = landPage(await madeThere('/ledgers/:ledger', '/ledgers/walsall', {}));
    if (!('page' in made)) throw new Error('it is a page');
    expect(made.page.plain('AAAAAAAA').toString()).toContain('nonce="AAAAAAAA"');
    expect(made.page.plain('BBBBBBBB').toString()).not.toContain('AAAAAAAA');
  });
});
