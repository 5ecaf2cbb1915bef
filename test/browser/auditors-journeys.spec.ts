import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Proofs } from '@outturn/wiring';
import type { Page } from 'playwright-core';
import { giveAuditorsWork } from './auditors-states';
import { describeInBrowser, PATIENCE } from './chromium';
import { accessibilityFaults, DemoSite, tooWideBy } from './demo-site';

const heading = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).innerText();

/** What a page must hold to that no address leads to. axe is a script, so it looks where scripts run. */
async function holdsForAll(page: Page, scripts: boolean): Promise<void> {
  expect(await tooWideBy(page)).toBeLessThanOrEqual(0);
  if (scripts) expect(await accessibilityFaults(page)).toEqual([]);
}

describeInBrowser('an auditor', () => {
  let site: DemoSite;
  beforeAll(async () => {
    site = await DemoSite.start();
    await giveAuditorsWork(site);
  }, PATIENCE);
  afterEach(() => {
    jest.restoreAllMocks();
    expect(site.complaints).toEqual([]);
  });
  afterAll(() => site?.close(), PATIENCE);

  const downloaded = async (page: Page, name: string): Promise<string> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    const file = join(site.service.data, `${Date.now()}-${download.suggestedFilename()}`);
    await download.saveAs(file);
    return file;
  };

  describe.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('%s', (_how, scripts) => {
    it(
      'follows a red figure from the indicator to the event that said it, and takes the proof away',
      async () => {
        const page = await site.read({ scripts, as: 'demo-auditor' });
        await page.goto('/ledgers/walsall/indicators/rha-annual');
        const row = page.getByRole('row', { name: /Quarter 2 \(July to September 2011\)/ });
        expect(await row.innerText()).toMatch(/red/i);
        await row.getByRole('link', { name: /^Why/ }).click();
        expect(await heading(page)).toBe('Why is this figure red?');
        expect(await page.locator('main').innerText()).toContain('63% less the target of 90% is -27 points.');
        await page.getByRole('link', { name: 'KPI return corrected' }).click();
        expect(await heading(page)).toMatch(/^Event \d+: KPI return corrected$/);
        expect(await page.locator('main').innerText()).toContain('Two were counted twice.');
        expect(readFileSync(await downloaded(page, 'Download the proof'), 'utf8')).toMatch(
          /^c2sp\.org\/tlog-proof@v1\n/,
        );
      },
      PATIENCE,
    );

    it(
      'freezes July 2012 as a snapshot, and finds it whole, and not when it was changed',
      async () => {
        const page = await site.read({ scripts, as: 'demo-auditor' });
        await page.goto('/ledgers/walsall/audit?known-at=2012-07-31');
        await page.getByRole('link', { name: 'Snapshot', exact: true }).click();
        expect(await page.locator('main').innerText()).toMatch(/Position\s+67/);
        const file = await downloaded(page, 'Download the snapshot');
        const check = async (path: string): Promise<void> => {
          await page.goto('/ledgers/walsall/audit/snapshot/check');
          await page.getByLabel('Snapshot file').setInputFiles(path);
          await page.getByRole('button', { name: 'Check this snapshot' }).click();
        };
        await check(file);
        expect(await heading(page)).toBe('The snapshot holds');
        await holdsForAll(page, scripts);
        const changed = join(site.service.data, `changed-${scripts}.json`);
        writeFileSync(changed, readFileSync(file, 'utf8').replace('"value": "61"', '"value": "91"'));
        await check(changed);
        expect(await heading(page)).toBe('This is not what was signed');
        await holdsForAll(page, scripts);
        writeFileSync(changed, 'no snapshot');
        await check(changed);
        expect(await page.getByRole('alert').innerText()).toContain('The file must be a snapshot');
        await holdsForAll(page, scripts);
      },
      PATIENCE,
    );

    it(
      'verifies the ledger, sees how far it is, and takes a checkpoint away that fits the next time',
      async () => {
        const page = await site.read({ scripts, as: 'demo-auditor' });
        const proofs = site.service.application.nest.get(Proofs);
        const verify = proofs.verify.bind(proofs);
        let goOn = (): void => undefined;
        const held = new Promise<void>((resolve) => (goOn = resolve));
        jest.spyOn(proofs, 'verify').mockImplementationOnce(async (who, ledger, evidence, onProgress) => {
          onProgress(20, 80);
          await held;
          return verify(who, ledger, evidence, onProgress);
        });
        await page.goto('/ledgers/walsall/audit/runs');
        await page.getByRole('button', { name: 'Verify the ledger' }).click();
        await page.getByRole('button', { name: 'Begin the verification' }).click();
        expect(await heading(page)).toBe('Verification is running');
        expect(await page.locator('main').innerText()).toContain('20 of 80 events so far.');
        await holdsForAll(page, scripts);
        // Another auditor who begins one meanwhile is led to the one that runs.
        const other = await site.read({ scripts, as: 'demo-auditor' });
        await other.goto('/ledgers/walsall/audit/runs/replay');
        await other.getByRole('button', { name: 'Begin the replay' }).click();
        expect(other.url()).toBe(page.url());
        goOn();
        if (scripts) await page.getByRole('heading', { name: 'The ledger holds' }).waitFor();
        for (let looks = 0; looks < 50 && (await heading(page)) !== 'The ledger holds'; looks += 1)
          await page.getByRole('link', { name: 'See how far it is' }).click();
        expect(await heading(page)).toBe('The ledger holds');
        await holdsForAll(page, scripts);
        const file = await downloaded(page, 'Download the checkpoint');
        await page.goto('/ledgers/walsall/audit/runs/verification');
        await page.getByLabel('A checkpoint that you hold').setInputFiles(file);
        await page.getByRole('button', { name: 'Begin the verification' }).click();
        await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
        for (let looks = 0; looks < 50 && (await heading(page)) !== 'The ledger holds'; looks += 1) await page.reload();
        expect(await page.locator('main').innerText()).toMatch(/Your checkpoint of position \d+ fits/);
      },
      PATIENCE,
    );
  });

  it(
    'looks for certain events by the keyboard alone',
    async () => {
      const page = await site.read({ as: 'demo-auditor' });
      await page.goto('/ledgers/walsall/audit/journal');
      await page.locator('summary').focus();
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'About' }).focus();
      await page.keyboard.type('target');
      await page.keyboard.press('Enter');
      await page.waitForURL(/entity=target/);
      expect(await page.locator('.auditors-event').count()).toBe(4);
    },
    PATIENCE,
  );
});
