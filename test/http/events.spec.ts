import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { Outturn, OutturnModule, ownerOf } from '@outturn/wiring';
import { NestFactory } from '@nestjs/core';
import { GATE } from '../../apps/server/src/access/gate';
import type { TokenGate } from '../../apps/server/src/access/token-gate';
import { RunningService, sha256Of, stability, tokenFile } from './running-service';

interface Heard {
  readonly id: number;
  readonly type: string;
}

/** A reader of the feed, as a browser's EventSource is one. */
class Listener {
  readonly heard: Heard[] = [];
  status = 0;
  isOver = false;
  private text = '';
  private readonly request: ClientRequest;
  private answer: IncomingMessage | undefined;

  constructor(service: RunningService, path: string, headers: Readonly<Record<string, string>> = {}) {
    this.request = request(
      { ...service.place, path, headers: { accept: 'text/event-stream', ...headers } },
      (answer) => {
        this.answer = answer;
        this.status = answer.statusCode ?? 0;
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => this.read(chunk));
        answer.on('close', () => (this.isOver = true));
      },
    );
    this.request.on('error', () => (this.isOver = true));
    this.request.end();
  }

  leave(): void {
    this.request.destroy();
  }

  stopReading(): void {
    this.answer?.pause();
  }

  goOnReading(): void {
    this.answer?.resume();
  }

  /** Waits until something holds. The feed looks every second by itself; a busy machine takes longer over everything. */
  async until(holds: () => boolean): Promise<void> {
    const patience = Date.now() + 45_000;
    while (!holds()) {
      if (Date.now() > patience) throw new Error(`waited in vain; heard ${JSON.stringify(this.heard)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  private read(chunk: string): void {
    this.text += chunk;
    const messages = this.text.split('\n\n');
    this.text = messages.pop() ?? '';
    for (const message of messages) {
      const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(message) ?? [];
      if (id !== undefined && data !== undefined)
        this.heard.push({ id: Number(id), type: (JSON.parse(data) as { type: string }).type });
    }
  }
}

const ids = ({ heard }: Listener): number[] => heard.map(({ id }) => id);

describe('the feed of events', () => {
  let service: RunningService;
  const events = '/api/v1/ledgers/wiltshire/events';
  const submit = (period: string): Promise<unknown> =>
    service.post('/api/v1/ledgers/wiltshire/returns', { indicator: stability.id, period, value: '77' });

  beforeAll(async () => {
    service = await RunningService.start();
    await service.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire', live: true });
    await service.post('/api/v1/ledgers/wiltshire/indicators', stability);
  });
  afterAll(() => service.close());

  it('tells what was, then what is committed, as it is committed', async () => {
    const listener = new Listener(service, events);
    await listener.until(() => listener.heard.length === 3);
    expect(listener.heard.map(({ type }) => type)).toEqual(['LedgerOpened', 'MigrationClosed', 'IndicatorDefined']);
    await submit('2017-18Q1');
    await listener.until(() => listener.heard.length === 4);
    listener.leave();
  });

  it('goes on where a reader left off, without a gap and without telling anything twice', async () => {
    const first = new Listener(service, events);
    await first.until(() => first.heard.length === 4);
    first.leave();
    await submit('2017-18Q2');
    await submit('2017-18Q3');
    const second = new Listener(service, events, { 'last-event-id': '4' });
    await second.until(() => second.heard.length === 2);
    await submit('2017-18Q4');
    await second.until(() => second.heard.length === 3);
    expect([...ids(first), ...ids(second)]).toEqual([1, 2, 3, 4, 5, 6, 7]);
    second.leave();
    const third = new Listener(service, `${events}?from=6`);
    await third.until(() => third.heard.length === 2);
    expect(ids(third)).toEqual([6, 7]);
    third.leave();
  });

  it('tells what another process commits', async () => {
    const listener = new Listener(service, events, { 'last-event-id': '7' });
    await listener.until(() => listener.status === 200);
    const other = await NestFactory.createApplicationContext(
      OutturnModule.forRoot({ data: service.data, writer: 'in-process' }),
      { logger: false },
    );
    await other
      .get(Outturn)
      .submit(
        ownerOf('other'),
        'wiltshire',
        'SubmitReturn',
        { indicator: stability.id, period: '2016-17', value: '70' },
        { via: 'terminal' },
      );
    await listener.until(() => listener.heard.length === 1);
    expect(ids(listener)).toEqual([8]);
    listener.leave();
    await other.close();
  });

  it('waits for a slow reader instead of filling the memory', async () => {
    const slow = new Listener(service, events);
    await slow.until(() => slow.heard.length === 8);
    slow.stopReading();
    const text = 'x'.repeat(9_000);
    for (let index = 0; index < 40; index += 1) {
      await service.post('/api/v1/ledgers/wiltshire/actions', { ref: `a${index}`, action: text });
    }
    slow.goOnReading();
    await slow.until(() => slow.heard.length === 48);
    expect(ids(slow)).toEqual(Array.from({ length: 48 }, (_, index) => index + 1));
    slow.leave();
  });

  it('is not for what cannot be followed', async () => {
    for (const [path, headers, status] of [
      [events, { 'last-event-id': 'x' }, 400],
      [events, { 'last-event-id': '99999' }, 400],
      [`${events}?from=0`, {}, 400],
      [`${events}?since=1`, {}, 400],
      ['/api/v1/ledgers/atlantis/events', {}, 404],
    ] as const) {
      const answer = await service.get(path, { accept: 'text/event-stream', ...headers });
      expect([path, answer.status, answer.headers['content-type']]).toEqual([
        path,
        status,
        'application/problem+json; charset=utf-8',
      ]);
    }
  });

  it('has room for twenty readers of a ledger and says so to one more', async () => {
    const readers = Array.from({ length: 20 }, () => new Listener(service, events, { 'last-event-id': '8' }));
    await Promise.all(readers.map((reader) => reader.until(() => reader.status === 200)));
    const answer = await service.get(events, { accept: 'text/event-stream' });
    expect([answer.status, answer.headers['retry-after'], answer.json.type]).toEqual([
      503,
      '30',
      'urn:outturn:problem:too-many-feeds',
    ]);
    expect((await service.get('/metrics')).text).toContain('outturn_event_feeds 20');
    for (const reader of readers) reader.leave();
    const last = new Listener(service, '/metrics');
    await last.until(() => last.isOver);
    for (let wait = 0; wait < 100; wait += 1) {
      if ((await service.get('/metrics')).text.includes('outturn_event_feeds 0')) return;
    }
    throw new Error('feeds of readers who left are still open');
  });

  it('in pages has always a next one', async () => {
    const page = (await service.get(`${events}?from=7&limit=1`)).json;
    expect(page).toMatchObject({ rows: [{ position: 7 }], next: `${events}?from=8&limit=1` });
    const { position } = page;
    const beyond = (await service.get(`${events}?from=${position + 1}`)).json;
    expect(beyond).toMatchObject({ rows: [], next: `${events}?from=${position + 1}&limit=100` });
  });

  it('ends when the service ends, which waits for no reader', async () => {
    const own = await RunningService.start();
    await own.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire', live: true });
    const listener = new Listener(own, events);
    await listener.until(() => listener.heard.length === 2);
    await own.close();
    await listener.until(() => listener.isOver);
  });

  it('ends for a reader whose token is taken back', async () => {
    const entry = { tokenSha256: sha256Of('t'), actor: 'reader', roles: ['owner'], ledgers: 'all' };
    const own = await RunningService.start([entry]);
    const authorization = 'Bearer t';
    await own.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire', live: true }, { authorization });
    const listener = new Listener(own, events, { authorization });
    await listener.until(() => listener.heard.length === 2);
    tokenFile(own.data, []);
    own.application.nest.get<TokenGate>(GATE).reload();
    await listener.until(() => listener.isOver);
    await own.close();
  });
});
