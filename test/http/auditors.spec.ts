import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DemoGate } from '../../apps/server/src/access/demo-gate';
import { Browser, heading } from './browser';
import { RunningService, type Answer } from './running-service';

const base = '/ledgers/walsall';
const api = '/api/v1/ledgers/walsall';

const indicator = {
  id: 'rha-annual',
  title: 'Review health assessments up to date',
  unit: 'percent',
  polarity: 'higher',
  frequencies: ['quarter'],
  decimals: 0,
  tolerance: '2',
};

const plain = ({ text }: Answer): string => plainText(text);
const plainText = (text: string): string =>
  text
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ');

/** The events that a page lists; the form above them names every type. */
const listed = ({ text }: Answer): string => plainText(/<ol class="auditors-events">.*?<\/ol>/s.exec(text)?.[0] ?? '');

describe('the pages of an auditor', () => {
  let service: RunningService;
  let auditor: Browser;

  beforeAll(async () => {
    service = await RunningService.start(new DemoGate());
    await service.post('/api/v1/ledgers', { id: 'walsall', name: 'Walsall Council', live: true });
    await service.post('/api/v1/ledgers', { id: 'dudley', name: 'Dudley Council', live: true });
    await service.post(`${api}/indicators`, indicator);
    const slot = { indicator: 'rha-annual', period: '2017-18Q2' };
    await service.post(`${api}/returns`, { ...slot, numerator: '61', denominator: '99', commentary: 'Two were late.' });
    await service.post(`${api}/returns`, {
      ...slot,
      value: '60',
      numerator: '59',
      denominator: '99',
      reason: 'Recounted.',
    });
    await service.post(`${api}/targets`, { ...slot, kind: 'point', value: '90', approvedBy: 'The board' });
    auditor = new Browser(service);
    await auditor.send('/identity', { actor: 'demo-auditor', ledger: 'walsall' });
  });
  afterAll(() => service.close());

  const eventOf = async (type: string): Promise<number> => {
    const { text } = await auditor.open(`${base}/audit/journal?type=${type}`);
    return Number(/audit\/journal\/(\d+)"/.exec(text)?.[1]);
  };

  describe('the journal', () => {
    it('shows the newest event first, with who said it and why', async () => {
      const words = listed(await auditor.open(`${base}/audit/journal`));
      expect(words).toContain('KPI return corrected');
      expect(words).toContain('Reason: Recounted.');
      expect(words.indexOf('Target set')).toBeLessThan(words.indexOf('KPI return corrected'));
    });

    it('is narrowed by what is asked for, and keeps it in the form', async () => {
      const page = await auditor.open(
        `${base}/audit/journal?entity=return%2Frha-annual&person=&type=KpiReturnCorrected`,
      );
      expect(page.text.match(/class="auditors-event"/g)).toHaveLength(1);
      expect(page.text).toContain('value="return/rha-annual"');
      expect(plain(await auditor.open(`${base}/audit/journal?person=nobody%40nowhere`))).toContain('No event fits');
    });

    it('says what is no date', async () => {
      const page = await auditor.open(`${base}/audit/journal?since-day=31&since-month=2&since-year=2017`);
      expect([page.status, plain(page).includes('Known from must be a real date')]).toEqual([422, true]);
    });

    it('goes back page by page and keeps what is looked for', async () => {
      const page = await auditor.open(`${base}/audit/journal?before=3&type=IndicatorDefined`);
      expect(page.text).toContain('/audit/journal?type=IndicatorDefined"');
      expect((await auditor.open(`${base}/audit/journal?before=x`)).status).toBe(400);
    });

    it('knows nothing that was not known at the moment', async () => {
      const words = listed(await auditor.open(`${base}/audit/journal?known-at=3`));
      expect(words).toContain('Indicator defined');
      expect(words).not.toContain('KPI return');
      expect((await auditor.open(`${base}/audit/journal/4?known-at=3`)).status).toBe(404);
    });
  });

  describe('an event', () => {
    it('shows its envelope, its texts and what else was said of the same', async () => {
      const words = plain(await auditor.open(`${base}/audit/journal/${await eventOf('KpiReturnCorrected')}`));
      expect(words).toContain('Return of rha-annual, quarter 2 (July to September 2017)');
      expect(words).toContain('Recounted.');
      expect(words).toMatch(/Command digest [0-9a-f]{64}/);
      expect(words).toContain('KPI return submitted');
    });

    it('shows that a text was taken out, and where', async () => {
      const position = await eventOf('KpiReturnSubmitted');
      await service.post(`${api}/texts/redact`, { position, field: 'commentary', reason: 'A name.' });
      const words = plain(await auditor.open(`${base}/audit/journal/${position}`));
      expect(words).not.toContain('Two were late.');
      expect(words).toMatch(/Redacted Taken out by event \d+/);
    });

    it('has a proof that the independent verifier accepts', async () => {
      const position = await eventOf('TargetSet');
      const proof = await auditor.open(`${base}/audit/journal/${position}/proof`);
      expect(proof.headers['content-disposition']).toContain(`walsall-${position}.tlog-proof`);
      const file = join(service.data, 'event.tlog-proof');
      writeFileSync(file, proof.text);
      const key = (await service.get(`${api}/key`)).text.trim();
      const said = execFileSync(process.execPath, ['tools/verify/outturn-verify.mjs', 'proof', file, '--key', key], {
        encoding: 'utf8',
      });
      expect(said).toMatch(/^HOLDS$/m);
    });

    it.each(['0', 'x', '99999'])('is nothing at position %s', async (position) => {
      expect([400, 404]).toContain((await auditor.open(`${base}/audit/journal/${position}`)).status);
    });
  });

  describe('a red figure', () => {
    it('leads to the events behind it, with the arithmetic in words', async () => {
      const page = await auditor.open(`${base}/indicators/rha-annual/why?period=2017-18Q2`);
      expect(heading(page)).toBe('Why is this figure red?');
      const words = plain(page);
      expect(words).toContain(
        '60% less the target of 90% is -30 points. Higher is better, so the target is missed by 30 points.',
      );
      expect(words).toContain('The shortfall of 30 points is more than the tolerance of 2 points, so it is red.');
      expect(words).toContain('59 out of 99 is 59.6%, which rounds half up to 60%.');
      expect(words).toContain('It was said 2 times; the last one counts.');
      expect(words).toContain('It is set for this very period.');
      for (const type of ['KpiReturnCorrected', 'TargetSet', 'IndicatorDefined'])
        expect(page.text).toContain(`/audit/journal/${await eventOf(type)}"`);
    });

    it('is not there before it was known', async () => {
      expect((await auditor.open(`${base}/indicators/rha-annual/why?period=2017-18Q2&known-at=3`)).status).toBe(404);
      expect((await auditor.open(`${base}/indicators/nothing/why`)).status).toBe(404);
    });
  });

  describe('a snapshot', () => {
    const check = `${base}/audit/snapshot/check`;
    const taken = async (query = '') => (await auditor.open(`${base}/audit/snapshot/file${query}`)).text;

    it('names its position, root and digest, and is the same file at its address for ever', async () => {
      const { text } = await auditor.open(`${base}/audit/snapshot`);
      const file = /href="([^"]*snapshot\/file[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const first = JSON.parse((await auditor.open(file)).text);
      expect(text).toContain(first.digest);
      expect(text).toContain(first.root);
      await service.post(`${api}/returns`, { indicator: 'rha-annual', period: '2017-18Q3', value: '70' });
      expect(JSON.parse((await auditor.open(file)).text)).toMatchObject({ digest: first.digest, root: first.root });
    });

    it('freezes an earlier moment and one indicator alone', async () => {
      const snapshot = JSON.parse(await taken('?known-at=3&indicator=rha-annual'));
      expect(snapshot).toMatchObject({ position: 3, indicators: ['rha-annual'] });
    });

    it('holds when it is brought back', async () => {
      const key = (await service.get(`${api}/key`)).text.trim();
      const file = { field: 'file', name: 'a.snapshot.json', text: await taken() };
      const page = await auditor.upload(check, { key }, file);
      expect([page.status, heading(page)]).toEqual([200, 'The snapshot holds']);
      expect(plain(page)).toMatch(/Figures Holds All rows \(\d+\) were recomputed from the events and are the same\./);
      expect(plain(page)).not.toContain('You gave no key');
    });

    it('does not hold when a figure in it was changed', async () => {
      const text = (await taken()).replace('"value": "60"', '"value": "95"');
      const page = await auditor.upload(check, { key: '' }, { field: 'file', name: 'a.json', text });
      expect(heading(page)).toBe('This is not what was signed');
      expect(plain(page)).toContain('Content Failed');
    });

    it.each([
      ['no snapshot', 'hello', 'The file must be a snapshot'],
      ['a snapshot of another ledger', null, 'The snapshot is of the ledger “dudley”'],
    ])('is asked for again where the file is %s', async (_what, given, problem) => {
      const text = given ?? (await service.get('/ledgers/dudley/audit/snapshot/file')).text;
      const page = await auditor.upload(check, { key: '' }, { field: 'file', name: 'a.json', text });
      expect([page.status, plain(page).includes(problem)]).toEqual([422, true]);
    });

    it('is issued by a clerk, at the position that was on the screen, and can be fetched from its event', async () => {
      const clerk = new Browser(service);
      await clerk.send('/identity', { actor: 'demo-clerk', ledger: 'walsall' });
      expect((await clerk.send(`${base}/audit/snapshot`, { body: '' })).status).toBe(422);
      const issued = await clerk.send(`${base}/audit/snapshot`, { body: 'Corporate Parenting Board' });
      expect(issued.status).toBe(303);
      const event = await clerk.open(issued.headers.location ?? '');
      const file = /href="([^"]*snapshot\/file[^"]*)"/.exec(event.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const snapshot = JSON.parse((await clerk.open(file)).text);
      expect(snapshot).toMatchObject({ preparedFor: 'Corporate Parenting Board', issued: expect.any(String) });
      expect(event.text).toContain(snapshot.digest);
    });

    it('is not issued by an auditor, nor at an earlier moment', async () => {
      expect((await auditor.open(`${base}/audit/snapshot`)).text).not.toContain('Issue this snapshot');
      const sent = await auditor.post(`${base}/audit/snapshot`, { body: 'Me', position: '3' });
      expect(sent.status).toBe(403);
    });
  });

  describe('a run', () => {
    const over = async (path: string): Promise<Answer> => {
      for (;;) {
        const page = await auditor.open(path);
        if (!page.text.includes('data-run="running"')) return page;
      }
    };

    it('verifies the ledger and gives a checkpoint, which the next run is held against', async () => {
      const begun = await auditor.send(`${base}/audit/runs/verification`, { key: '' });
      expect(begun.status).toBe(303);
      const path = begun.headers.location ?? '';
      const page = await over(path);
      expect(heading(page)).toBe('The ledger holds');
      expect(plain(page)).toContain('You brought no checkpoint');
      const checkpoint = (await auditor.open(`${path}/checkpoint`)).text;
      expect(checkpoint).toMatch(/^outturn\/walsall\n\d+\n/);
      const file = { field: 'checkpoint', name: 'walsall.checkpoint', text: checkpoint };
      const again = await auditor.upload(`${base}/audit/runs/verification`, { key: '' }, file);
      expect(plain(await over(again.headers.location ?? ''))).toMatch(/Your checkpoint of position \d+ fits/);
    });

    it('replays the events and compares every row', async () => {
      const begun = await auditor.send(`${base}/audit/runs/replay`, { to: '' });
      const path = begun.headers.location ?? '';
      expect(heading(await over(path))).toBe('Every row is as the events say');
      expect(JSON.parse((await auditor.open(`${path}/report`)).text)).toMatchObject({
        ledger: 'walsall',
        differences: [],
      });
      expect(plain(await auditor.open(`${base}/audit/runs`))).toContain('by demo-auditor');
    });

    it.each([
      ['replay', 'to', '0', 'Position must be a whole number from 1 to'],
      ['verification', 'key', 'rubbish', 'is no verification key'],
    ])('does not begin a %s with a wrong %s', async (kind, field, value, problem) => {
      const page = await auditor.send(`${base}/audit/runs/${kind}`, { [field]: value });
      expect([page.status, plain(page).includes(problem)]).toEqual([422, true]);
    });

    it('belongs to its ledger: nobody finds it from another', async () => {
      const begun = await auditor.send(`${base}/audit/runs/replay`, { to: '1' });
      const id = begun.headers.location?.split('/').at(-1) ?? '';
      expect((await service.get(`/ledgers/dudley/audit/runs/${id}`)).status).toBe(404);
      expect((await auditor.open('/ledgers/dudley/audit/runs')).status).toBe(404);
      expect((await auditor.open(`${base}/audit/runs/none`)).status).toBe(404);
    });
  });
});
