import { DemoGate } from '../../apps/server/src/access/demo-gate';
import { Browser, heading, hiddenIn } from './browser';
import { RunningService, stability } from './running-service';

const ledger = '/ledgers/wiltshire';
const at = (path: string): string => `/api/v1${ledger}/${path}`;
const slot = (period: string): string => `${ledger}/returns/${stability.id}/all/${period}`;

describe('a performance team at its pages', () => {
  let service: RunningService;
  let officer: Browser;
  let colleague: Browser;
  const browserOf = async (actor: string): Promise<Browser> => {
    const browser = new Browser(service);
    await browser.send('/identity', { actor, ledger: 'every' });
    return browser;
  };
  const eventsOf = async (period: string) =>
    (await service.get(at(`history?entity=${encodeURIComponent(`return/${stability.id}/all/${period}`)}`))).json.rows;
  /** Answers every question of a return, up to the page that shows them all. */
  const write = async (browser: Browser, period: string, answers: Record<string, string>): Promise<void> => {
    const { commentary = '', source = '', reason = '', ...figure } = answers;
    const first = await browser.send(`${slot(period)}/figure`, { status: 'final', ...figure });
    expect([first.status, first.headers.location]).toEqual([303, `${slot(period)}/words`]);
    const second = await browser.send(`${slot(period)}/words`, { commentary, source, reason });
    expect([second.status, second.headers.location]).toEqual([303, `${slot(period)}/check`]);
  };

  beforeAll(async () => {
    service = await RunningService.start(new DemoGate());
    await service.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire Council', live: true });
    await service.post(at('indicators'), stability);
    await service.post(at('actions'), { ref: '1.1', action: 'Find placements nearer home' });
    [officer, colleague] = [await browserOf('demo-officer'), await browserOf('demo-colleague')];
  });
  afterAll(() => service.close());

  it('submits a return page by page, and gets a receipt with its position and its proof', async () => {
    await write(officer, '2017-18Q1', { numerator: '58', denominator: '75', commentary: 'Two moves were planned.' });
    const check = await officer.open(`${slot('2017-18Q1')}/check`);
    expect(check.text).toMatch(/77%, worked out from the counts[^]*58 of 75[^]*Two moves were planned\./);
    const sent = await officer.send(`${slot('2017-18Q1')}/check`, {});
    const [event] = await eventsOf('2017-18Q1');
    expect(event).toMatchObject({ type: 'KpiReturnSubmitted', actor: 'demo-officer', via: 'form' });
    expect(sent.headers.location).toBe(`${ledger}/receipts/${event.position}`);
    const receipt = await officer.open(sent.headers.location ?? '');
    expect(receipt.text).toContain(`It is event ${event.position} of this ledger`);
    expect(receipt.text).toContain('c2sp.org/tlog-proof');
    expect(receipt.text).toContain(event.eventId);
  });

  it('is told beside the question what would be refused, and keeps its answers', async () => {
    const answer = await officer.send(`${slot('2016-17Q1')}/figure`, {
      numerator: '80',
      denominator: '75',
      status: 'final',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#numerator">The numerator 80 is above the denominator 75');
    expect(answer.text).toMatch(/name="denominator"[^>]* value="75"/);
    expect((await officer.open(`${slot('2016-17Q1')}/figure`)).text).toContain('<title>What is the figure?');
    expect(await eventsOf('2016-17Q1')).toEqual([]);
  });

  it('presses a button twice and submits once', async () => {
    await write(officer, '2016-17Q2', { value: '70' });
    const fields = hiddenIn(await officer.open(`${slot('2016-17Q2')}/check`));
    const first = await officer.post(`${slot('2016-17Q2')}/check`, fields);
    const again = await officer.post(`${slot('2016-17Q2')}/check`, fields);
    expect([first.status, again.status]).toEqual([303, 303]);
    expect(await eventsOf('2016-17Q2')).toHaveLength(1);
  });

  it('learns who was quicker, loses no answer, and submits a correction of that', async () => {
    await write(officer, '2016-17Q3', { value: '77', commentary: 'Mine.' });
    await write(colleague, '2016-17Q3', { value: '76' });
    await colleague.send(`${slot('2016-17Q3')}/check`, {});
    const refused = await officer.send(`${slot('2016-17Q3')}/check`, {});
    expect(refused.status).toBe(422);
    expect(refused.text).toMatch(
      /Somebody else changed this return[^]*It says 76% now[^]*demo-colleague submitted this return on/,
    );
    expect(refused.text).toContain('Mine.');
    // What stands there is final now, so there must be a reason.
    const unreasoned = await officer.send(`${slot('2016-17Q3')}/check`, {});
    expect(unreasoned.text).toContain('This corrects a figure that was submitted before (it was 76, this says 77)');
    await officer.send(`${slot('2016-17Q3')}/words`, { commentary: 'Mine.', source: '', reason: 'A recount.' });
    expect((await officer.send(`${slot('2016-17Q3')}/check`, {})).status).toBe(303);
    expect(
      (await eventsOf('2016-17Q3')).map(({ type, actor }: { type: string; actor: string }) => [type, actor]),
    ).toEqual([
      ['KpiReturnSubmitted', 'demo-colleague'],
      ['KpiReturnCorrected', 'demo-officer'],
    ]);
  });

  it('withdraws a return for a reason, unless it became another meanwhile', async () => {
    await service.post(at('returns'), { indicator: stability.id, period: '2016-17Q4', value: '70' });
    const seen = await officer.open(`${slot('2016-17Q4')}/withdraw`);
    expect(seen.text).toContain('It says 70%.');
    await service.post(at('returns'), {
      indicator: stability.id,
      period: '2016-17Q4',
      value: '71',
      reason: 'a recount',
    });
    const fields = hiddenIn(seen);
    const stale = await officer.post(`${slot('2016-17Q4')}/withdraw`, { ...fields, reason: 'A wrong cohort.' });
    expect(stale.status).toBe(422);
    expect(stale.text).toMatch(/corrected this return on[^]*It says 71%\.[^]*A wrong cohort\./);
    expect((await officer.send(`${slot('2016-17Q4')}/withdraw`, { reason: '' })).text).toContain(
      'Enter why it is withdrawn',
    );
    expect((await officer.send(`${slot('2016-17Q4')}/withdraw`, { reason: 'A wrong cohort.' })).status).toBe(303);
    expect((await officer.open(slot('2016-17Q4'))).text).toContain('There is no figure here.');
  });

  it('sees what is due, and is refused at the first question once the round is closed', async () => {
    const round = { round: 'winter', period: '2017-18Q3', due: '2031-01-31', indicators: [stability.id] };
    await service.post(at('rounds'), { ...round, submitters: ['demo-officer'] });
    expect((await officer.open(`${ledger}/tasks`)).text).toMatch(
      /1 return to submit[^]*Quarter 3 \(October to December 2017\)/,
    );
    await service.post(at('returns'), { indicator: stability.id, period: '2017-18Q3', value: '70' });
    await service.post(at('rounds/close'), { round: 'winter' });
    const refused = await officer.send(`${slot('2017-18Q3')}/figure`, { value: '71', status: 'final' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('The round &quot;winter&quot; that asked for this was closed on');
    const owner = await browserOf('demo-owner');
    await write(owner, '2017-18Q3', { value: '71', reason: 'The panel asked.' });
    expect((await owner.open(`${slot('2017-18Q3')}/check`)).text).toContain('The round is closed.');
    expect((await owner.send(`${slot('2017-18Q3')}/check`, {})).status).toBe(303);
  });

  it('submits nothing at an earlier moment, and a reader submits nothing at all', async () => {
    const past = await officer.open(`${slot('2015-16Q1')}/figure?known-at=3`);
    expect([past.status, heading(past)]).toEqual([409, 'Nothing can be submitted at an earlier moment']);
    const reader = await browserOf('demo-member');
    expect((await reader.send(`${slot('2015-16Q1')}/figure`, { value: '70', status: 'final' })).status).toBe(403);
    expect((await reader.open(`${ledger}/tasks`)).text).not.toContain('Upload a file');
    expect((await reader.open(`${ledger}/upload`)).status).toBe(403);
  });

  it('finds no return of a period that there is not, nor an event', async () => {
    for (const path of [
      slot('2017'),
      `${ledger}/returns/nowhere/all/2017-18Q1`,
      `${ledger}/receipts/9999`,
      `${ledger}/receipts/x`,
    ])
      expect([path, (await officer.open(path)).status]).toEqual([path, 404]);
  });

  it('has a coordinator who opens, changes, closes and reopens a round', async () => {
    const coordinator = await browserOf('demo-coordinator');
    const asked = {
      round: 'Spring round',
      period: '2015-16Q4',
      'due-day': '30',
      'due-month': '4',
      'due-year': '2031',
      indicators: `${stability.id}/all`,
      submitters: 'demo-officer, demo-colleague',
    };
    const opened = await coordinator.send(`${ledger}/rounds`, asked);
    expect(heading(await coordinator.open(opened.headers.location ?? ''))).toBe('Round opened');
    // The name is taken now, and nothing is changed by mistake.
    const again = await coordinator.send(`${ledger}/rounds`, { ...asked, submitters: 'demo-officer' });
    expect([again.status, again.text.includes('demo-coordinator opened this round on')]).toEqual([422, true]);
    const change = { ...asked, submitters: 'demo-officer' };
    expect((await coordinator.send(`${ledger}/rounds?round=Spring+round`, change)).status).toBe(303);
    expect((await coordinator.open(`${ledger}/tasks`)).text).toContain('submitted by demo-officer.');
    expect((await coordinator.send(`${ledger}/rounds/Spring%20round/close`, {})).status).toBe(303);
    const unreasoned = await coordinator.send(`${ledger}/rounds/Spring%20round/reopen`, {});
    expect(unreasoned.text).toContain('Enter why it is reopened');
    await coordinator.send(`${ledger}/rounds/Spring%20round/reopen`, { reason: 'One team was missing.' });
    expect((await officer.open(`${ledger}/tasks`)).text).toContain('Reopened: One team was missing.');
    expect((await officer.send(`${ledger}/rounds/Spring%20round/close`, {})).status).toBe(403);
    expect((await officer.open(`${ledger}/tasks`)).text).not.toContain('Close this round');
  });

  describe('with a file', () => {
    const upload = async (browser: Browser, ...lines: string[]) => {
      const text = ['indicator,period,value', ...lines].map((line) => `${line}\n`).join('');
      const sent = await browser.upload(`${ledger}/upload`, {}, { field: 'file', name: 'returns.csv', text });
      expect(sent.status).toBe(303);
      return sent.headers.location ?? '';
    };

    it('sees what would become of each row before any is taken, and confirms it', async () => {
      const { position } = (await service.get(at('scorecard'))).json;
      const path = await upload(officer, `${stability.id},2014-15Q1,70`, `${stability.id},2017-18Q1,77`);
      // The counts that were submitted with it are not in the file, so that row corrects it.
      const preview = await officer.open(path);
      expect(preview.text).toContain('1 fault in 1 row');
      expect(preview.text).toContain('Good, but not taken while other rows are rejected (1)');
      expect(preview.text).not.toContain('Submit these rows');
      expect((await service.get(at('scorecard'))).json.position).toBe(position);
      const better = await upload(officer, `${stability.id},2014-15Q1,70`, `${stability.id},2016-17Q2,70`);
      const good = await officer.open(better);
      expect(good.text).toMatch(/1 row accepted, 1 unchanged[^]*Accepted \(1\)[^]*Unchanged: this is so already \(1\)/);
      const sent = await officer.send(better, {});
      expect(sent.headers.location).toBe(`${ledger}/receipts/${position + 1}`);
      expect((await officer.open(better)).status).toBe(404);
      expect(await eventsOf('2014-15Q1')).toMatchObject([{ actor: 'demo-officer', via: 'form' }]);
    });

    it('reads the words of the terminal about rows that are no good', async () => {
      const path = await upload(officer, `${stability.id},2014-15Q2,7x`);
      const preview = await officer.open(path);
      expect(preview.text).toContain('1 fault in 1 row');
      expect(preview.text).toMatch(/>2<[^]*>value<[^]*>7x<[^]*Write a plain number such as 77 or 26\.6/);
    });

    it('shows it to nobody else', async () => {
      const path = await upload(officer, `${stability.id},2014-15Q3,70`);
      expect((await colleague.open(path)).status).toBe(404);
    });
  });

  it('reports progress, and is told what another reported meanwhile', async () => {
    const path = `${ledger}/actions/1.1/progress`;
    const fields = hiddenIn(await officer.open(path));
    await colleague.send(path, { progress: 'Three carers approved.' });
    const stale = await officer.post(path, { ...fields, progress: 'Two carers approved.' });
    expect(stale.status).toBe(422);
    expect(stale.text).toMatch(
      /demo-colleague reported progress on[^]*Two carers approved\.[^]*Three carers approved\./,
    );
    const done = await officer.send(path, { progress: 'Five carers approved.', completed: 'yes' });
    expect(heading(await officer.open(done.headers.location ?? ''))).toBe('Action completed');
    expect((await officer.open(`${ledger}/actions/9.9/progress`)).status).toBe(404);
  });
});
