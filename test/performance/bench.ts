import { readArguments, WrongUsage } from './arguments.js';
import { MeasuredProcess } from './measured-process.js';
import { writePage } from './page.js';
import { text } from './report.js';
import { installRivals } from './rivals/install.js';
import { runCases } from './run-cases.js';
import { removeFolders, scratchFolders } from './scratch-folders.js';
import type { Result } from './summary.js';
import { suites } from './suites.js';
import { surroundings } from './surroundings.js';

// npm run bench: measures Outturn against its rivals. What is measured goes to stdout, everything else to stderr.

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2), Object.keys(suites));
  if (asked.installRivals) return installRivals();
  const bench = scratchFolders(asked.scale);
  const found = surroundings(bench);
  const bySuite = new Map<string, Result[]>();
  const tell = (): void => {
    const results = [...bySuite.values()].flat();
    process.stdout.write(
      asked.json ? `${JSON.stringify({ machine: found, results }, null, 2)}\n` : text(found, results),
    );
  };
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      MeasuredProcess.killAll();
      removeFolders(bench);
      // What was measured until then is worth having.
      tell();
      process.exit(code);
    });
  }
  try {
    for (const [name, load] of Object.entries(suites)) {
      if (asked.suites.length > 0 && !asked.suites.includes(name)) continue;
      const { cases } = await load();
      const wanted = cases.filter(
        ({ name }) => asked.words.length === 0 || asked.words.some((words) => name.includes(words)),
      );
      const results: Result[] = [];
      bySuite.set(name, results);
      for await (const result of runCases(bench, name, wanted, say)) results.push(result);
    }
    if (asked.write) writePage(found, bySuite);
    tell();
    if ([...bySuite.values()].flat().some(({ failed }) => failed === true)) process.exitCode = 1;
  } finally {
    MeasuredProcess.killAll();
    removeFolders(bench);
  }
}

main().catch((error: unknown) => {
  if (error instanceof WrongUsage) {
    say(error.message);
    process.exitCode = 2;
    return;
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
