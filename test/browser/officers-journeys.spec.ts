import type { Page } from 'playwright-core';
import { describeInBrowser, PATIENCE } from './chromium';
import { accessibilityFaults, DemoSite } from './demo-site';
import { openRounds } from './officers-states';

const tasks = '/ledgers/wiltshire/tasks';

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name }).click();
const fill = (page: Page, name: string, text: string): Promise<void> => page.getByRole('textbox', { name }).fill(text);

describeInBrowser('a performance officer', () => {
  describe.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('%s', (_how, scripts) => {
    let site: DemoSite;
    /** A page that answers with a problem must be as good as any other. */
    const mustBeGood = async (page: Page): Promise<void> => {
      if (scripts) expect(await accessibilityFaults(page)).toEqual([]);
    };
    beforeAll(async () => {
      site = await DemoSite.start();
      await openRounds(site);
    }, PATIENCE);
    afterAll(() => site?.close(), PATIENCE);

    it(
      'submits what is due, corrects it, and takes it back',
      async () => {
        const page = await site.read({ scripts, as: 'demo-officer' });
        await page.goto(tasks);
        await page.getByRole('link', { name: 'Children in a long-term stable placement' }).last().click();
        await fill(page, 'Figure', 'about 70');
        await press(page, 'Continue');
        expect(await page.getByRole('alert').innerText()).toContain(
          'Write 70 here, and choose “about” under “How is it to be read?”',
        );
        expect(await page.getByRole('textbox', { name: 'Figure' }).inputValue()).toBe('about 70');
        await mustBeGood(page);
        await fill(page, 'Figure', '');
        await fill(page, 'Numerator', '58');
        await fill(page, 'Denominator', '75');
        await press(page, 'Continue');
        await fill(page, 'Commentary', 'Two planned moves are counted.');
        await press(page, 'Continue');
        expect(await page.locator('main').innerText()).toContain('77%, worked out from the counts');
        await mustBeGood(page);
        await press(page, 'Submit this return');
        expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Return submitted');
        expect(await page.locator('main').innerText()).toMatch(/It is event \d+ of this ledger/);
        await page.getByRole('link', { name: 'See this return' }).click();
        await press(page, 'Correct this return');
        await fill(page, 'Numerator', '59');
        await press(page, 'Continue');
        await press(page, 'Continue');
        expect(await page.getByRole('alert').innerText()).toContain('Enter why it changes');
        await fill(page, 'Why does it change?', 'One move was recorded late.');
        await press(page, 'Continue');
        await press(page, 'Submit this correction');
        await page.getByRole('link', { name: 'See this return' }).click();
        await page.getByRole('link', { name: 'Withdraw it' }).click();
        await fill(page, 'Why is it withdrawn?', 'The cohort was wrong.');
        await press(page, 'Withdraw this return');
        await page.goto(tasks);
        expect(await page.locator('main').innerText()).toContain('No figure yet');
        expect(site.complaints).toEqual([]);
      },
      PATIENCE,
    );

    it(
      'is told that a colleague was quicker, with nothing lost',
      async () => {
        const [page, other] = [
          await site.read({ scripts, as: 'demo-officer' }),
          await site.read({ scripts, as: 'demo-colleague' }),
        ];
        const path = '/ledgers/wiltshire/returns/placement-3plus-first-year/all/2017-18Q3/figure';
        for (const [each, figure] of [
          [page, '11'],
          [other, '12'],
        ] as const) {
          await each.goto(path);
          await fill(each, 'Figure', figure);
          await each.getByRole('radio', { name: 'Provisional' }).check();
          await press(each, 'Continue');
          await press(each, 'Continue');
        }
        await press(other, 'Submit this return');
        await press(page, 'Submit this return');
        const words = await page.locator('main').innerText();
        expect(words).toContain('Somebody else changed this return while you were writing');
        expect(words).toMatch(/It says 12%, provisional now[^]*demo-colleague submitted this return on/);
        expect(words).toContain('11% (it was 12%)');
        await mustBeGood(page);
      },
      PATIENCE,
    );

    it(
      'uploads a file with bad rows, mends it, and confirms it',
      async () => {
        const page = await site.read({ scripts, as: 'demo-officer' });
        const send = async (...rows: string[]): Promise<void> => {
          await page.goto('/ledgers/wiltshire/upload');
          const text = ['indicator,period,value', ...rows].join('\n');
          const file = { name: 'returns.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
          await page.getByLabel('CSV files').setInputFiles(file);
          await press(page, 'Look at it first');
        };
        await send('placement-long-term,2015-16Q1,7x', 'placement-long-term,2015-16Q2,71');
        expect(await page.getByRole('table', { name: 'Rejected', exact: true }).innerText()).toMatch(
          /2\s+value\s+7x\s+Write a plain number/,
        );
        await mustBeGood(page);
        expect(await page.getByRole('button', { name: 'Submit these rows' }).count()).toBe(0);
        await send('placement-long-term,2015-16Q1,70', 'placement-long-term,2015-16Q2,71');
        expect(await page.locator('main').innerText()).toContain('2 rows accepted, 0 unchanged, none rejected');
        await mustBeGood(page);
        await press(page, 'Submit these rows');
        expect(await page.locator('main').innerText()).toContain('1 more, as one batch');
      },
      PATIENCE,
    );

    it(
      'adds progress to an action',
      async () => {
        const page = await site.read({ scripts, as: 'demo-officer' });
        await page.goto('/ledgers/walsall/actions/member-training/progress');
        await press(page, 'Report progress');
        expect(await page.getByRole('alert').innerText()).toContain('Enter what has been done');
        await mustBeGood(page);
        await fill(page, 'What has been done?', 'Ten more members have come.');
        // The history of Walsall is still being brought in, so it is asked when that was.
        for (const [box, text] of Object.entries({ Day: '31', Month: '10', Year: '2012' })) await fill(page, box, text);
        await press(page, 'Report progress');
        expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Progress reported');
      },
      PATIENCE,
    );
  });
});
