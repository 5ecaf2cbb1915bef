import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { auditorsStates, giveAuditorsWork } from './auditors-states';
import { describeInBrowser, PATIENCE } from './chromium';
import { DemoSite } from './demo-site';
import { boardStates, type LookedAtPage } from './looked-at-pages';
import { officersStates, openRounds } from './officers-states';

const folder = resolve(__dirname, '../../docs/images');

/** The windows that every page is pictured in. */
const windows = [
  { kind: 'desktop', width: 1_200, height: 900 },
  { kind: 'phone', width: 375, height: 812 },
] as const;

const groups: readonly {
  readonly name: string;
  readonly states: readonly LookedAtPage[];
  readonly prepare?: (site: DemoSite) => Promise<void>;
}[] = [
  { name: 'a board', states: boardStates },
  { name: 'a performance team', states: officersStates, prepare: openRounds },
  { name: 'auditors', states: auditorsStates, prepare: giveAuditorsWork },
];

/** The whole of a page as WebP, which is a quarter of the PNG that Playwright would make. */
async function pictureOf(page: Page): Promise<Buffer> {
  const [width = 0, height = 0] = await page.evaluate<number[]>('[innerWidth, document.documentElement.scrollHeight]');
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 80,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height, scale: 1 },
  });
  return Buffer.from(data, 'base64');
}

// No spec: `npm run screenshots` alone runs it, because it writes into the project.
describeInBrowser('the pictures in docs/images', () => {
  it.each(groups)(
    'show the main pages of $name',
    async ({ states, prepare }) => {
      mkdirSync(folder, { recursive: true });
      const site = await DemoSite.start();
      try {
        await prepare?.(site);
        for (const { name, path, as = 'demo-owner' } of states.filter(({ pictured }) => pictured)) {
          for (const { kind, ...size } of windows) {
            const page = await site.read({ ...size, as });
            expect((await page.goto(path))?.status()).toBe(200);
            writeFileSync(join(folder, `${name}-${kind}.webp`), await pictureOf(page));
            await page.context().close();
          }
        }
      } finally {
        await site.close();
      }
    },
    5 * PATIENCE,
  );
});
