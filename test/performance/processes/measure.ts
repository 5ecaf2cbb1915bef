import type { Bench } from '../bench-run.js';
import type { Side } from '../case.js';
import { suites } from '../suites.js';

// measure <suite> <case> prepare|ours|rival <bench as JSON>: makes one side of a case ready, says so, and runs it each time
// that it is told to. One process, one side: neither warms the other's caches or waits for the other's garbage.

export type Told = { readonly run: true } | { readonly close: true };

async function main(): Promise<void> {
  const [suite = '', name = '', part = '', json = ''] = process.argv.slice(2);
  const bench = JSON.parse(json) as Bench;
  const found = (await suites[suite]?.())?.cases.find((each) => each.name === name);
  if (found === undefined) throw new Error(`the suite ${suite} has no case "${name}"`);
  if (part === 'prepare') {
    await found.prepare?.(bench);
    return process.disconnect();
  }
  const side: Side | undefined = await (part === 'ours' ? found.ours(bench) : found.rival?.(bench));
  if (side === undefined) throw new Error(`"${name}" has no rival`);
  // Nobody is there any more to be answered.
  process.once('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
  process.on('message', (told: Told) => {
    void answer(side, told).catch(fail);
  });
  process.send?.({ ready: true });
}

async function answer(side: Side, told: Told): Promise<void> {
  if ('run' in told) {
    const measurement = await side.run();
    process.send?.({ measurement });
    return;
  }
  await side.close?.();
  process.exit(0);
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
