import { closeSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { counted } from '@outturn/reporting';
import type { CommandLine } from '../command-line.js';
import { UnusableFile, UsageError } from '../failure.js';
import { groundsLine } from '../grounds.js';
import type { Session } from '../session.js';
import { WholeFile } from '../whole-file.js';

interface Options {
  readonly out: string;
  readonly force?: boolean;
}

/** Lines are handed on in pieces of about this many characters. */
const PIECE = 64 * 1024;

/** `outturn export` */
export function addExport(program: Command, line: CommandLine): void {
  program
    .command('export')
    .description('the whole ledger as JSON Lines, events and texts')
    .argument('<ledger>', 'a ledger, such as walsall')
    .requiredOption('--out <file>', 'where to; - for stdout')
    .option('--force', 'write over a file that is no earlier export of the same ledger')
    .action((ledger: string, options: Options) => {
      if (options.out === '-' && line.json)
        throw new UsageError('--json and --out - both want stdout: give --out a file');
      return line.run((session) => exportLedger(session, ledger, options));
    });
}

async function exportLedger(session: Session, ledger: string, { out, force = false }: Options): Promise<void> {
  const { exports, who, terminal, json } = session;
  const lines = await exports.lines(who, ledger);
  const pieces = piecesOf(session, lines);
  if (out === '-') {
    for (const piece of pieces) {
      await terminal.write(piece);
      if (terminal.isClosed) return;
    }
    return;
  }
  const path = resolve(out);
  if (!force && !mayReplace(path, ledger))
    throw new UnusableFile(`${out} is there already and is no export of "${ledger}": choose another name, or --force`);
  const file = new WholeFile(path);
  let last = '';
  try {
    for (const piece of pieces) {
      file.write(piece);
      last = piece;
      await terminal.turn();
    }
    file.finish();
  } finally {
    file.discard();
  }
  const { position, root, texts } = endOf(last);
  const report = { ledger, position, root, file: path, events: position, texts };
  if (json) return terminal.writeJson(report);
  await terminal.writeLines(
    `Wrote ${out}: ${counted(position, 'event')}, ${counted(texts, 'text')}.`,
    groundsLine(report),
  );
}

function* piecesOf({ interruption, terminal }: Session, lines: Iterable<string>): Generator<string> {
  const progress = terminal.progress('exporting', 'lines');
  let total: number | null = null;
  let count = 0;
  let piece = '';
  try {
    for (const line of lines) {
      total ??= (JSON.parse(line) as { events: number }).events;
      count += 1;
      piece += `${line}\n`;
      if (piece.length < PIECE) continue;
      interruption.check();
      progress.at(Math.min(count, total), total);
      yield piece;
      piece = '';
    }
    yield piece;
  } finally {
    progress.end();
  }
}

interface End {
  readonly position: number;
  readonly root: string;
  readonly texts: number;
}

const endOf = (piece: string): End =>
  (JSON.parse(piece.trimEnd().split('\n').at(-1) ?? '') as { readonly end: End }).end;

/** A nightly export replaces yesterday's; any other file is somebody's. */
function mayReplace(path: string, ledger: string): boolean {
  const beginning = Buffer.alloc(200);
  try {
    const descriptor = openSync(path, 'r');
    try {
      const read = readSync(descriptor, beginning);
      return beginning.toString('utf8', 0, read).startsWith(`{"outturn":"export@1","ledger":${JSON.stringify(ledger)}`);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
