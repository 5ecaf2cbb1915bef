import { gzipSync } from 'node:zlib';
import { wrongAs } from './answers-as-described';
import { RunningService, stability, type Answer } from './running-service';

describe('a question over HTTP', () => {
  let service: RunningService;
  const at = (path: string): string => `/api/v1/ledgers/wiltshire/${path}`;
  const ask = (path: string, headers: Record<string, string> = {}): Promise<Answer> => service.get(at(path), headers);

  beforeAll(async () => {
    service = await RunningService.start();
    await service.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire', areaCode: 'E06000054', live: true });
    await service.post(at('indicators'), stability);
    await service.post(at('targets'), { indicator: stability.id, period: '2017-18', kind: 'point', value: '72' });
    await service.post(at('benchmarks'), {
      indicator: stability.id,
      area: 'england',
      period: '2016-17',
      value: '68',
      release: 'SFR50, "main"',
    });
    await service.post(at('returns'), {
      indicator: stability.id,
      period: '2017-18Q2',
      value: '77',
      commentary: 'Two moves were planned.',
    });
    await service.post(at('returns'), { indicator: stability.id, period: '2017-18Q2', value: '78', reason: 'recount' });
    await service.post(at('actions'), { ref: '1.1', action: 'Find placements nearer home', due: '2018-03-31' });
  });
  afterAll(() => service.close());

  it('about the scorecard is answered with target, benchmark and colour, as described', async () => {
    const answer = await ask('scorecard');
    expect([answer.status, wrongAs('Scorecard', answer.json)]).toEqual([200, '']);
    expect(answer.json.rows).toMatchObject([
      {
        value: '78',
        rag: 'green',
        target: { met: true, variance: '6' },
        benchmarks: [{ area: 'england', difference: '10', periodDiffers: true }],
      },
    ]);
    expect(answer.headers['outturn-position']).toBe(String(answer.json.position));
    expect(answer.headers['outturn-root']).toBe(answer.json.root);
  });

  it('about the past is answered as it was known', async () => {
    const answer = await ask('scorecard?knownAt=6');
    expect(answer.json).toMatchObject({ position: 6, rows: [{ value: '77' }] });
    expect((await ask('scorecard?knownAt=3')).json.rows).toMatchObject([{ value: null, rag: 'not_rated' }]);
    expect((await ask('scorecard?asAt=2017-09-29')).json.rows).toMatchObject([{ value: null }]);
    // A ledger that is live from the start knew nothing before it was opened.
    expect((await ask('scorecard?knownAt=2011-01-01')).json).toMatchObject({ position: 0, rows: [] });
    expect((await ask('scorecard?knownAt=2011-01-01&recordedAt=true')).json).toMatchObject({ position: 0 });
  });

  it('about some indicators leaves the others out', async () => {
    await service.post(at('indicators'), { ...stability, id: 'other' });
    expect((await ask('scorecard?indicator=other')).json.rows).toMatchObject([{ indicator: 'other' }]);
    expect((await ask(`scorecard?indicator=other&indicator=${stability.id}`)).json.rows).toHaveLength(2);
  });

  it.each([
    ['indicators/placement-long-term', 'IndicatorSeries'],
    ['indicators/placement-long-term?breakdown=all&knownAt=6', 'IndicatorSeries'],
    ['actions', 'ActionPlan'],
    ['history', 'EventPage'],
    ['events', 'EventPage'],
    ['diff?from=3&to=7', 'Difference'],
    ['figures', 'Figures'],
    ['snapshot', 'Snapshot'],
    ['', 'LedgerSummary'],
  ])('at %s is answered as described', async (path, schema) => {
    const answer = await service.get(at(path).replace(/\/$/, ''));
    expect([answer.status, wrongAs(schema, answer.json)]).toEqual([200, '']);
    expect(answer.json).toMatchObject({
      ledger: 'wiltshire',
      position: expect.any(Number),
      root: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('about what changed names the event that did it', async () => {
    const { json } = await ask('diff?from=6&to=7');
    expect(json).toMatchObject({
      from: 6,
      to: 7,
      rows: [
        {
          view: 'figure',
          before: { value: '77' },
          after: { value: '78' },
          events: [{ position: 7, type: 'KpiReturnCorrected' }],
        },
      ],
    });
  });

  it('about what changed comes in pages of what it was when the first was asked for, whatever comes between', async () => {
    const indicator = { ...stability, id: 'paged', title: 'Paged' };
    await service.post(at('indicators'), indicator);
    const first = (await ask('scorecard')).json.position as number;
    const submit = (breakdown: string) =>
      service.post(at('returns'), { indicator: 'paged', breakdown, period: '2016-17', value: '5' });
    for (let n = 0; n < 5; n += 1) await submit(`n=${n}`);
    const whole = (await ask(`diff?from=${first}&to=${first + 5}`)).json.rows;
    const [paged, today] = [[] as unknown[], (await ask('scorecard')).json.asAt as string];
    let next: string | undefined = at(`diff?from=${first}&to=${today}&limit=2`);
    while (next !== undefined) {
      const answer: Answer = await service.get(next);
      paged.push(...answer.json.rows);
      await submit(`later=${paged.length}`);
      next = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link))?.[1];
    }
    expect(paged).toEqual(whole);
  });

  it('about history comes in pages with a link to the next', async () => {
    const positions: number[] = [];
    let next: string | null = at('history?limit=3');
    while (next !== null) {
      const answer: Answer = await service.get(next);
      positions.push(...answer.json.rows.map((event: { position: number }) => event.position));
      expect(answer.json.rows.length).toBeLessThanOrEqual(3);
      expect(answer.headers.link).toBe(answer.json.next === null ? undefined : `<${answer.json.next}>; rel="next"`);
      next = answer.json.next;
    }
    expect(positions).toEqual(positions.map((_, index) => index + 1));
    expect(positions).toHaveLength((await ask('history')).json.position);
    expect((await ask('history?from=6&to=7')).json.rows).toMatchObject([
      { position: 6, texts: { commentary: 'Two moves were planned.' } },
      { position: 7 },
    ]);
    expect((await ask(`history?entity=return/${stability.id}/all/2017-18Q2&limit=1`)).json).toMatchObject({
      rows: [{ position: 6 }],
      next: expect.stringContaining('from=7'),
    });
  });

  it('pinned by a position may be kept and is told as known when it is the same', async () => {
    const now = await ask('scorecard');
    expect([now.headers['cache-control'], now.headers.etag]).toEqual(['private, no-store', undefined]);
    for (const path of [
      'scorecard?knownAt=6',
      'figures?knownAt=6',
      'figures?knownAt=6&format=csv',
      'snapshot?knownAt=6',
      'diff?from=6&to=7',
    ]) {
      const pinned = await ask(path);
      const root = pinned.headers['outturn-root'] as string;
      expect([path, pinned.headers['cache-control'], pinned.headers.etag]).toEqual([
        path,
        'private, no-cache',
        expect.stringContaining(root),
      ]);
      const again = await ask(path, { 'if-none-match': pinned.headers.etag ?? '' });
      expect([path, again.status, again.text, again.headers.etag]).toEqual([path, 304, '', pinned.headers.etag]);
    }
  });

  it('pinned by a position is another answer once a text behind it is redacted', async () => {
    const before = await ask('scorecard?knownAt=6');
    await service.post(at('texts/redact'), { position: 6, field: 'commentary', reason: 'It names a person.' });
    const after = await ask('scorecard?knownAt=6', { 'if-none-match': before.headers.etag ?? '' });
    expect(after.status).toBe(200);
    expect(after.json.rows[0].commentary).toMatch(/redacted at position/);
    expect(after.json.root).toBe(before.json.root);
  });

  it('about every figure can be answered in CSV', async () => {
    for (const answer of [await ask('figures?format=csv'), await ask('figures', { accept: 'text/csv' })]) {
      expect(answer.headers['content-type']).toMatch(/^text\/csv/);
      expect(answer.headers['outturn-root']).toMatch(/^[0-9a-f]{64}$/);
      const lines = answer.text.split('\r\n');
      expect(lines[0]).toBe(
        'indicator,breakdown,area,area_code,period,value,published,numerator,denominator,symbol,status,release,position,source_period,qualifier',
      );
      expect(lines).toContain('placement-long-term,all,wiltshire,E06000054,2017-18Q2,78,,,,,final,,7,,');
      expect(answer.text).toContain('"SFR50, ""main"""');
      expect(lines.at(-1)).toBe('');
    }
    expect((await ask('figures?area=england')).json.rows).toHaveLength(1);
    expect((await ask('figures?indicator=other')).json.rows).toEqual([]);
  });

  it('may be put with HEAD', async () => {
    for (const path of ['scorecard', 'figures', 'export', 'events']) {
      const answer = await service.ask('HEAD', at(path));
      expect([path, answer.status, answer.text]).toEqual([path, 200, '']);
    }
    const feed = await service.ask('HEAD', at('events'), { accept: 'text/event-stream' });
    expect([feed.status, feed.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
  });

  it('for the whole ledger is answered in lines from which it can be restored', async () => {
    const answer = await ask('export');
    expect(answer.headers['content-type']).toMatch(/^application\/jsonl/);
    const lines = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const { json } = await service.get('/api/v1/ledgers/wiltshire');
    expect(lines[0]).toMatchObject({ ledger: 'wiltshire', events: json.position });
    expect(lines.at(-1)).toMatchObject({ end: { position: json.position, root: json.root } });
  });

  it('may be put by somebody who doubts the answer', async () => {
    const checkpoint = await ask('checkpoint');
    expect([checkpoint.status, checkpoint.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    const { position } = (await service.get('/api/v1/ledgers/wiltshire')).json;
    expect(checkpoint.text.split('\n')[1]).toBe(String(position));
    const event = /^extra (\S+)$/m.exec((await ask('proofs/6')).text)?.[1] ?? '';
    expect(Buffer.from(event, 'base64').toString()).toContain('KpiReturnSubmitted');
    expect((await ask('key')).text).toMatch(/\+.*\+/);
    expect((await ask('proofs/none')).status).toBe(400);
    expect((await ask('proofs/9999')).status).toBe(400);
  });

  it('is answered under headers that let a browser do nothing with it', async () => {
    for (const question of ['scorecard', 'scorecard?asAt=never', 'no-such-question']) {
      const { headers } = await ask(question);
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'origin-agent-cluster': '?1',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-dns-prefetch-control': 'off',
        'x-download-options': 'noopen',
        'x-frame-options': 'SAMEORIGIN',
        'x-permitted-cross-domain-policies': 'none',
        'x-xss-protection': '0',
      });
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });
});

describe('a snapshot over HTTP', () => {
  let service: RunningService;
  const at = (path: string): string => `/api/v1/ledgers/wiltshire/${path}`;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire', live: true });
    await service.post(at('indicators'), stability);
    await service.post(at('returns'), { indicator: stability.id, period: '2017-18Q2', value: '77' });
  });
  afterAll(() => service.close());

  it('is taken and issued, can be had again to the byte, and its issuing is an event', async () => {
    const issued = await service.post(at('snapshots'), { issuedTo: 'Corporate Parenting Panel' });
    expect([issued.status, wrongAs('Snapshot', issued.json)]).toEqual([201, '']);
    expect(issued.json).toMatchObject({ position: 4, preparedFor: 'Corporate Parenting Panel' });
    await service.post(at('returns'), { indicator: stability.id, period: '2017-18Q3', value: '79' });
    expect((await service.get(issued.headers.location ?? '')).text).toBe(issued.text);
    expect((await service.get(at('history?from=5&to=5'))).json.rows).toMatchObject([
      {
        type: 'SnapshotIssued',
        data: { digest: issued.json.digest, position: 4, issuedTo: 'Corporate Parenting Panel' },
      },
    ]);
  });

  it('asked for again under its key is the same, though the ledger has grown', async () => {
    const key = { 'idempotency-key': 'panel' };
    const today = new Date().toISOString().slice(0, 10);
    for (const [name, fields] of Object.entries({
      now: { issuedTo: 'Panel' },
      today: { issuedTo: 'Panel', knownAt: today },
      position: { issuedTo: 'Panel', knownAt: '4', asAt: '2017-12-31' },
    })) {
      const own = { 'idempotency-key': `panel-${name}` };
      const first = await service.post(at('snapshots'), fields, own);
      await service.post(at('returns'), {
        indicator: stability.id,
        period: '2016-17',
        value: '70',
        reason: name,
        commentary: name,
      });
      const again = await service.post(at('snapshots'), fields, own);
      expect([name, first.status, again.status]).toEqual([name, 201, 200]);
      expect(again.text).toBe(first.text);
    }
    await service.post(at('snapshots'), { issuedTo: 'Panel' }, key);
    const other = await service.post(at('snapshots'), { issuedTo: 'Cabinet' }, key);
    expect([other.status, other.json.type]).toEqual([422, 'urn:outturn:problem:idempotency-key-reused']);
  });

  it.each([
    {},
    { issuedTo: '' },
    { issuedTo: ['a'] },
    { issuedTo: 'Panel', knownAt: 'soon' },
    { issuedTo: 'Panel', asAt: '2017' },
    { issuedTo: 'Panel', rag: 'green' },
  ])('is not taken of %j', async (fields) => {
    expect((await service.post(at('snapshots'), fields)).status).toBe(422);
  });
});

describe('an import over HTTP', () => {
  let service: RunningService;
  const imports = '/api/v1/ledgers/dudley/imports';
  const indicators = 'id,title,unit,polarity,frequencies\nsdq,SDQ mean,score,lower,year\n';
  const file = (body: string | Buffer, query = '', type = 'text/csv'): Promise<Answer> =>
    service.postRaw(`${imports}${query}`, body, { 'content-type': type });

  beforeAll(async () => {
    service = await RunningService.start();
    await service.post('/api/v1/ledgers', { id: 'dudley', name: 'Dudley' });
  });
  afterAll(() => service.close());

  it('that is dry writes nothing', async () => {
    const answer = await file(indicators, '?dryRun=true&occurred=2012-03-31');
    expect([answer.status, wrongAs('ImportAnswer', answer.json)]).toEqual([200, '']);
    expect(answer.json).toMatchObject({ accepted: 1, dryRun: true, position: 1 });
  });

  it('takes a file and says where the ledger is then', async () => {
    const answer = await file(indicators, '?kind=indicators&occurred=2012-03-31&name=indicators.csv');
    expect(answer.json).toMatchObject({
      accepted: 1,
      unchanged: 0,
      rejected: [],
      rejectedCount: 0,
      position: 2,
      root: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await service.get('/api/v1/ledgers/dudley')).json).toMatchObject({
      position: 2,
      root: answer.json.root,
      migration: 'open',
    });
    const again = await file(gzipSync(indicators), '?kind=indicators&occurred=2012-03-31', 'application/gzip');
    expect(again.json).toMatchObject({ accepted: 0, unchanged: 1, position: 2 });
  });

  it('with one bad row takes none and names it', async () => {
    const answer = await file(
      'indicator,period,value,occurred\nsdq,2010-11,15.1,2011-06-30\nsdq,2011-12,high,2012-06-30\n',
      '?name=returns.csv',
    );
    expect(answer.status).toBe(422);
    expect(wrongAs('ImportAnswer', answer.json)).toBe('');
    expect(answer.json).toMatchObject({
      accepted: 0,
      rejectedCount: 1,
      rejected: [{ file: 'returns.csv', line: 3, column: 'value', value: 'high' }],
      position: 2,
    });
  });

  it('words what a decider refuses', async () => {
    const answer = await file('indicator,period,value\nnone,2010-11,15.1\n');
    expect([answer.status, answer.json.rejected]).toEqual([
      422,
      [
        expect.objectContaining({
          kind: 'UnknownIndicator',
          line: 2,
          message: expect.stringContaining('define it first'),
        }),
      ],
    ]);
  });

  it.each([
    ['an unknown kind', '?kind=sheets', indicators, 400],
    ['a date that is none', '?occurred=2012', indicators, 400],
    ['a name over two lines', '?name=a%0Ab', indicators, 400],
    ['no file', '', '', 400],
    ['neither', '?dryRun=perhaps', indicators, 400],
  ])('refuses %s', async (_name, query, body, status) => {
    expect((await file(body, query)).status).toBe(status);
  });

  it('takes no JSON, and needs a key', async () => {
    expect((await file('{}', '', 'application/json')).status).toBe(415);
    expect((await service.ask('POST', imports, { 'content-type': 'text/csv' }, indicators)).status).toBe(400);
  });

  it('takes a body that is larger than a command may be', async () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, index) => `i${index},${'Title '.repeat(40)}${index},score,lower,year`,
    );
    const body = `id,title,unit,polarity,frequencies\n${rows.join('\n')}\n`;
    expect(body.length).toBeGreaterThan(1_048_576);
    const answer = await file(body, '?dryRun=true');
    expect([answer.status, answer.json.accepted]).toEqual([200, 5_000]);
  });
});
