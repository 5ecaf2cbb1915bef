import { describeInBrowser, PATIENCE } from './chromium';
import { DemoSite } from './demo-site';

/** The words of whatever has the keyboard. */
const FOCUSED = "document.activeElement?.textContent?.trim() ?? ''";

describeInBrowser('a member of the board', () => {
  let site: DemoSite;
  beforeAll(async () => {
    site = await DemoSite.start();
  }, PATIENCE);
  afterAll(() => site?.close(), PATIENCE);

  describe.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('%s', (_how, scripts) => {
    it(
      'travels to July 2012, sees the 50% milestone appear, and comes back to now',
      async () => {
        const page = await site.read({ scripts, as: 'demo-member' });
        await page.goto('/ledgers/walsall/indicators/training-members?known-at=2012-05-31');
        const row = page.getByRole('row', { name: /11 May 2012/ });
        expect(await row.innerText()).toContain('No target');
        await page.getByRole('link', { name: 'Choose another moment' }).click();
        const known = page.getByRole('group', { name: 'Using what was known on' });
        for (const [box, text] of [
          ['Day', '31'],
          ['Month', '7'],
          ['Year', '2012'],
        ] as const)
          await known.getByLabel(box, { exact: true }).fill(text);
        await page.getByRole('button', { name: 'Show that moment' }).click();
        await page.waitForURL(/training-members\?known-at=2012-07-31$/);
        expect(await page.getByRole('region', { name: 'The moment that this page is about' }).innerText()).toMatch(
          /Earlier moment\s+Figures as at 31 July 2012, using what was known on 31 July 2012, position 67/,
        );
        expect(await row.innerText()).toContain('Next 50%');
        // The moment stays on every way from here.
        await page.getByRole('link', { name: 'Scorecard' }).first().click();
        await page.waitForURL(/\/scorecard\?known-at=2012-07-31$/);
        await page.getByRole('link', { name: 'Go back to now' }).click();
        await page.waitForURL(/\/scorecard$/);
      },
      PATIENCE,
    );

    it(
      'goes from the summary to a red or fallen figure and to what it means',
      async () => {
        const page = await site.read({ scripts, as: 'demo-member' });
        await page.goto('/');
        await page.getByRole('link', { name: 'Walsall Council' }).click();
        const attention = page.getByRole('region', { name: 'What needs attention' });
        expect(await attention.innerText()).toMatch(/down 21 points since quarter 1 \(April to June 2011\)/i);
        await attention.getByRole('link', { name: 'Review health assessments up to date' }).first().click();
        expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(
          'Review health assessments up to date',
        );
        expect(await page.getByRole('table').first().innerText()).toContain('Quarter 2 (July to September 2011)');
      },
      PATIENCE,
    );

    it(
      'shows less of the scorecard, and all of it again',
      async () => {
        const page = await site.read({ scripts, as: 'demo-member' });
        await page.goto('/ledgers/wiltshire/scorecard');
        await page.getByLabel('Priority').selectOption('4 Care leavers');
        await page.getByRole('button', { name: 'Show' }).click();
        await page.waitForURL(/priority=4\+Care\+leavers/);
        expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['4 Care leavers']);
        await page.getByRole('link', { name: 'Show all' }).click();
        expect(await page.getByRole('heading', { level: 2 }).count()).toBeGreaterThan(3);
      },
      PATIENCE,
    );

    it(
      'asks what changed between two meetings',
      async () => {
        const page = await site.read({ scripts, as: 'demo-member' });
        await page.goto('/ledgers/walsall/changes');
        const after = page.getByRole('group', { name: 'Changed after' });
        for (const [box, text] of [
          ['Day', '31'],
          ['Month', '2'],
          ['Year', '2012'],
        ] as const)
          await after.getByLabel(box, { exact: true }).fill(text);
        await page.getByRole('button', { name: 'Show what changed' }).click();
        expect(await page.getByRole('alert').innerText()).toContain('must be a real date');
        expect(await after.getByLabel('Day', { exact: true }).inputValue()).toBe('31');
        await after.getByLabel('Month', { exact: true }).fill('5');
        await page.getByRole('button', { name: 'Show what changed' }).click();
        await page.waitForURL(/from=2012-05-31/);
        const targets = page.getByRole('region', { name: 'Targets (2)' });
        expect(await targets.innerText()).toContain('New: a milestone of 50%');
      },
      PATIENCE,
    );
  });

  it(
    'is told that something was recorded, and nothing moves until they ask for it',
    async () => {
      const page = await site.read();
      await page.goto('/ledgers/wiltshire/scorecard');
      const before = await page.locator('table').first().innerText();
      const correction = {
        indicator: 'placement-long-term',
        period: '2017-18Q2',
        value: '78',
        status: 'final',
        reason: 'recount',
        occurred: '2017-12-31',
      };
      expect((await site.service.post('/api/v1/ledgers/wiltshire/returns', correction)).status).toBe(201);
      const note = page.getByRole('status');
      await note.getByRole('link', { name: 'Show it' }).waitFor();
      expect(await page.locator('table').first().innerText()).toBe(before);
      await note.getByRole('link', { name: 'Show it' }).click();
      await page.getByText('78%').waitFor();
    },
    PATIENCE,
  );

  it(
    'reaches everything by the keyboard alone, the content first',
    async () => {
      const page = await site.read();
      await page.goto('/ledgers/wiltshire/scorecard');
      await page.keyboard.press('Tab');
      expect(await page.evaluate<string>(FOCUSED)).toBe('Skip to main content');
      await page.keyboard.press('Enter');
      const reached = new Set<string>();
      for (let step = 0; step < 30; step += 1) {
        await page.keyboard.press('Tab');
        reached.add(await page.evaluate<string>(FOCUSED));
      }
      expect([...reached]).toEqual(expect.arrayContaining(['Show', 'Children in a long-term stable placement']));
    },
    PATIENCE,
  );

  it(
    'comes back to a page that the browser kept, whose scripts still run',
    async () => {
      const page = await site.read({ as: 'demo-member' });
      const isAlive = "document.body.classList.contains('js-enabled') && document.scripts.length > 1";
      const path = '/ledgers/wiltshire/scorecard';
      const first = await page.goto(path);
      expect(await first?.headerValue('content-encoding')).toBe('gzip');
      expect(await page.evaluate<boolean>(isAlive)).toBe(true);
      await page.goto('/ledgers/wiltshire/actions');
      await page.goto(path);
      expect(await page.evaluate<boolean>(isAlive)).toBe(true);
      const answers = site.service.log
        .map(
          (line) => JSON.parse(line) as { readonly path?: string; readonly status?: number; readonly actor?: string },
        )
        .filter((line) => line.path === path && line.actor === 'demo-member')
        .map(({ status }) => status);
      expect(answers.slice(-2)).toEqual([200, 304]);
      expect(site.complaints).toEqual([]);
    },
    PATIENCE,
  );
});
