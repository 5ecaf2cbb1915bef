import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const program = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium'].find((path) => path !== '' && existsSync(path));

/** Whether a browser is there to look with; `.ci/run` installs Debian's. */
export const hasBrowser = program !== undefined;

/** Starts the browser. It talks to nobody by itself: whatever leaves the machine is the page's doing. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(program === undefined ? {} : { executablePath: program }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** A browser takes its time on a machine that is busy. Milliseconds. */
export const PATIENCE = 120_000;

/** Rules that need a browser; where there is none, they are skipped and say so. */
export const describeInBrowser = (name: string, rules: () => void): void => {
  if (hasBrowser) describe(name, rules);
  else describe.skip(`${name} (skipped: there is no chromium on this machine)`, rules);
};
