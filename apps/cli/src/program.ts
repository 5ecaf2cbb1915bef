import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { exitCodes } from '@outturn/wiring';
import { CommandLine } from './command-line.js';
import { addActions } from './commands/actions.js';
import { addBackup } from './commands/backup.js';
import { addCheckpoint } from './commands/checkpoint.js';
import { addDiff } from './commands/diff.js';
import { addExport } from './commands/export.js';
import { addFigures } from './commands/figures.js';
import { addHistory } from './commands/history.js';
import { addImport } from './commands/import.js';
import { addIndicator } from './commands/indicator.js';
import { addKey } from './commands/key.js';
import { addLedger } from './commands/ledger.js';
import { addProof } from './commands/proof.js';
import { addRecord } from './commands/record.js';
import { addReplay } from './commands/replay.js';
import { addRound } from './commands/round.js';
import { addScorecard } from './commands/scorecard.js';
import { addServe } from './commands/serve.js';
import { addSnapshot } from './commands/snapshot.js';
import { addText } from './commands/text.js';
import { addVerify } from './commands/verify.js';
import { failureOf } from './failure.js';
import type { Interruption } from './interruption.js';
import { projectRoot } from './project-root.js';
import type { Terminal } from './terminal.js';

const commands = [
  addLedger,
  addImport,
  addRecord,
  addScorecard,
  addIndicator,
  addFigures,
  addActions,
  addRound,
  addHistory,
  addDiff,
  addSnapshot,
  addReplay,
  addVerify,
  addCheckpoint,
  addProof,
  addKey,
  addText,
  addExport,
  addBackup,
  addServe,
];

const CODES = `
Exit codes: 0 done, 1 failed, 2 usage, 3 invalid input, 4 conflict, 5 not allowed, 6 verification failed,
7 unavailable (try again), 78 bad configuration, 130 interrupted.

A date means the whole day in London. Digits alone are a position in the ledger.
Start here: npm run demo, then outturn scorecard wiltshire --data data/demo`;

/** Runs one command line and answers with its exit code. */
export async function runProgram(
  args: readonly string[],
  terminal: Terminal,
  interruption: Interruption,
): Promise<number> {
  const program = new Command('outturn');
  const line = new CommandLine(program, terminal, interruption);
  try {
    await outturnProgram(program, line).parseAsync(args, { from: 'user' });
    return interruption.exitCode ?? line.exitCode;
  } catch (error) {
    const exitCode = await endBadly(error, args, program, terminal);
    return interruption.exitCode ?? exitCode;
  }
}

/** The whole tree of commands, put on a program that has none yet. */
export function outturnProgram(program: Command, line: CommandLine): Command {
  program
    .description('A performance ledger for corporate parenting: every figure, and when it was known.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .option('--data <dir>', 'the folder of the ledgers (or OUTTURN_DATA)', process.env['OUTTURN_DATA'] || 'data')
    .option('--json', 'answer with one JSON document')
    .option('--as <user>', 'the acting officer, an id (default: your user name on this machine)')
    .addHelpText('after', CODES)
    .configureOutput({
      // Written at once: the process may end before a stream that waits has taken it.
      writeErr: (text) => line.terminal.say(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error: /, 'outturn: ')),
    })
    .showHelpAfterError('(outturn --help lists the commands)')
    .exitOverride();
  for (const add of commands) add(program, line);
  for (const command of program.commands) inherit(command, `outturn ${command.name()}`);
  return program;
}

/** Settings that commander hands on only to commands that it makes itself, and a hint that names the very command. */
function inherit(command: Command, name: string): void {
  command
    .showHelpAfterError(`(outturn ${name.slice('outturn '.length)} --help says how)`)
    .helpOption('-h, --help', 'print help');
  for (const below of command.commands) inherit(below, `${name} ${below.name()}`);
}

const version = (): string =>
  (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }).version;

async function endBadly(
  error: unknown,
  args: readonly string[],
  program: Command,
  terminal: Terminal,
): Promise<number> {
  const json = args.includes('--json');
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok;
    // Nothing was asked for: that is what help is for, not a mistake.
    if (error.code === 'commander.help' && args.length === 0) return exitCodes.ok;
    if (json)
      await terminal.writeJson({ error: { kind: 'UsageError', message: error.message.replace(/^error: /, '') } });
    return exitCodes.usage;
  }
  const { exitCode, ...failure } = failureOf(error);
  terminal.say(`outturn: ${failure.message}`);
  if (failure.kind === 'LedgerNotFound')
    terminal.say(`(looked in ${program.opts<{ data: string }>().data}: outturn ledger list says what is there)`);
  if (terminal.debugs) terminal.say(error instanceof Error ? (error.stack ?? '') : String(error));
  if (json) await terminal.writeJson({ error: failure });
  return exitCode;
}
