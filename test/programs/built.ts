import { resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** Building takes about half a minute where anything has changed; whoever may have to wait for it needs this long. */
export const BUILD_TIME = 900_000;

type App = 'cli' | 'server';
const mains = new Map<App, string>();

/**
 * The compiled entry of an app, compiled first where it is older than its sources: once for each test file, so that what a
 * file tests does not change while it runs. Processes that find the same wait for one another.
 */
export function built(app: App): string {
  const builds = jest.requireActual<{ ensureBuilt(app: App): string }>('../../apps/cli/bin/build.cjs');
  const main = mains.get(app) ?? builds.ensureBuilt(app);
  mains.set(app, main);
  return main;
}
