import { describeInBrowser, PATIENCE } from './chromium';
import { accessibilityFaults, DemoSite, paperFaults, tooWideBy } from './demo-site';
import type { LookedAtPage } from './looked-at-pages';

/** What must hold of every page in every state, whoever looks at it and with what. */
export function holdsForEveryReader(
  name: string,
  states: readonly LookedAtPage[],
  prepare?: (site: DemoSite) => Promise<void>,
): void {
  describeInBrowser(name, () => {
    let site: DemoSite;
    beforeAll(async () => {
      site = await DemoSite.start();
      await prepare?.(site);
    }, PATIENCE);
    afterAll(() => site?.close(), PATIENCE);

    it.each(states)(
      '$name: no fault against WCAG 2.2 AA, nothing wider than the window, no word in the console, tables and headings whole on A4',
      async ({ path, as }) => {
        site.complaints.length = 0;
        // 320 pixels wide is a small phone, and also a window of 1280 pixels at 400% zoom (WCAG 1.4.10).
        const page = await site.read({ width: 320, height: 256, ...(as === undefined ? {} : { as }) });
        const answer = await page.goto(path);
        expect(answer?.status()).toBeLessThan(500);
        expect(await tooWideBy(page)).toBeLessThanOrEqual(0);
        expect(await accessibilityFaults(page)).toEqual([]);
        await page.setViewportSize({ width: 1280, height: 900 });
        expect(await tooWideBy(page)).toBeLessThanOrEqual(0);
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await paperFaults(page)).toEqual([]);
        expect(site.complaints).toEqual([]);
        await page.context().close();
      },
      PATIENCE,
    );

    it(
      'say the same without scripts',
      async () => {
        const [scripted, plain] = [await site.read(), await site.read({ scripts: false })];
        for (const { path, as } of states) {
          if (as !== undefined) continue;
          await scripted.goto(path);
          await plain.goto(path);
          const [one, other] = await Promise.all([scripted, plain].map((page) => page.locator('main').innerText()));
          expect([path, other]).toEqual([path, one]);
        }
      },
      PATIENCE,
    );
  });
}
