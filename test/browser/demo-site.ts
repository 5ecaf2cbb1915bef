import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { Outturn, ownerOf } from '@outturn/wiring';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DemoGate } from '../../apps/server/src/access/demo-gate';
import { RunningService } from '../http/running-service';
import { startBrowser } from './chromium';

const samples = resolve(__dirname, '../../samples');

/** How a reader looks at the pages. */
export interface Reader {
  /** False for a browser that runs no scripts. */
  readonly scripts?: boolean;
  readonly width?: number;
  readonly height?: number;
  /** A person of the demonstration, such as `demo-officer`; left out, the owner of the machine. */
  readonly as?: string;
}

/** The pages over the demo store, with a browser to look at them. Everything that a browser complains of is kept. */
export class DemoSite {
  /** Errors in the console, scripts that threw, and requests that would have left this machine. */
  readonly complaints: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    readonly service: RunningService,
    private readonly browser: Browser,
  ) {}

  static async start(): Promise<DemoSite> {
    const service = await RunningService.start(new DemoGate());
    await takeSamplesIn(service.application.nest.get(Outturn));
    return new DemoSite(service, await startBrowser());
  }

  get url(): string {
    return `http://127.0.0.1:${this.service.port}`;
  }

  /** Opens a browser window of a reader of their own: cookies are shared with nobody. */
  async read({ scripts = true, width = 1280, height = 900, as }: Reader = {}): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.url,
      javaScriptEnabled: scripts,
      viewport: { width, height },
      reducedMotion: 'reduce',
    });
    this.contexts.push(context);
    const page = await context.newPage();
    this.listenTo(page);
    if (as !== undefined) await become(page, as);
    return page;
  }

  private listenTo(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      // A page that answers with another status than 200 is told so in the console, and that is no fault of the page.
      const isStatus = message.text().startsWith('Failed to load resource: the server responded with a status of 4');
      if (message.type() === 'error' && !isStatus) this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(this.url) && !request.url().startsWith('data:'))
        this.complaints.push(`${page.url()} asks for ${request.url()}`);
    });
  }

  async close(): Promise<void> {
    for (const context of this.contexts) await context.close();
    await this.browser.close();
    await this.service.close();
  }
}

/** Chooses on the page for it who somebody is. */
async function become(page: Page, actor: string): Promise<void> {
  await page.goto('/identity');
  await page.locator(`input[name=actor][value=${actor}]`).check();
  await page.getByRole('button', { name: 'Go on' }).click();
}

/** What axe-core finds against WCAG 2.2 A and AA and against good practice, a line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // No page has frames, so there is no need for the second page in which axe would gather their results.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .map(({ html }) => html)
        .join(' | ')
        .slice(0, 400)}`,
  );
}

/** By how many pixels a page is wider than its window. Charts and tables must fit too. */
export const tooWideBy = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** The samples of the project, taken in as `npm run demo` does. */
async function takeSamplesIn(outturn: Outturn): Promise<void> {
  const who = ownerOf('demo');
  for (const folder of readdirSync(samples, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const place = join(samples, folder.name);
    const { id, name, areaCode } = JSON.parse(readFileSync(join(place, 'ledger.json'), 'utf8')) as Record<
      string,
      string
    >;
    if (id === undefined || name === undefined) throw new Error(`${place}/ledger.json names no ledger`);
    await outturn.createLedger(who, id, { name, ...(areaCode === undefined ? {} : { areaCode }) }, { via: 'demo' });
    const files = readdirSync(place)
      .filter((file) => file.endsWith('.csv'))
      .map((file) => ({ name: file, bytes: readFileSync(join(place, file)) }));
    const { problemCount, refusedCount } = await outturn.importFiles(
      who,
      id,
      { files, options: {}, dryRun: false },
      { via: 'demo' },
    );
    if (problemCount + refusedCount > 0) throw new Error(`the samples of ${id} are not what they were`);
  }
}

/** What of a page is wrong when it is printed on A4: in words, nothing when it is right. */
export async function paperFaults(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' });
  // A4 less margins of 15 mm, in pixels of a 96th of an inch.
  await page.setViewportSize({ width: 680, height: 1_000 });
  const faults = await page.evaluate<string[]>(readFileSync(join(__dirname, 'paper-faults.js'), 'utf8'));
  if ((await tooWideBy(page)) > 0) faults.push('it is wider than the paper');
  return faults;
}
