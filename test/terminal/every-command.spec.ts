import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Command } from 'commander';
import { CommandLine } from '../../apps/cli/src/command-line.js';
import { Interruption } from '../../apps/cli/src/interruption.js';
import { outturnProgram, runProgram } from '../../apps/cli/src/program.js';
import { Terminal } from '../../apps/cli/src/terminal.js';
import { EventStoreServer } from '../eventstoredb/server/event-store-server.js';
import { built, BUILD_TIME } from '../programs/built.js';
import { startOutturn } from '../programs/terminal.js';
import { sampleFiles, type Run } from './outturn.js';

/**
 * The words of a command line. A word that begins with `@` is a file in the folder of the run, one that begins with `#` the
 * position of the first event that has such a text.
 */
type Example = readonly string[];

/**
 * One way to run each command, in an order in which each finds what it needs. A command that is added to the terminal
 * without one fails the first rule below.
 */
const examples: Readonly<Record<string, Example>> = {
  'ledger create': ['walsall', '--name', 'Walsall Council', '--area-code', '335'],
  import: ['walsall', ...sampleFiles('walsall')],
  'ledger go-live': ['walsall'],
  'ledger list': [],
  record: [
    'walsall',
    'returns',
    'indicator=cl-eet',
    'breakdown=age=16-18',
    'period=2012-13Q1',
    'value=70',
    'commentary=Good.',
  ],
  scorecard: ['walsall', '--known-at', '2012-07-31'],
  indicator: ['walsall', 'rha-annual'],
  figures: ['walsall'],
  actions: ['walsall'],
  'round open': [
    'walsall',
    '2012-13Q2',
    '--period=2012-13Q2',
    '--due=2012-10-31',
    '--indicator=cl-eet',
    '--submitter=ada',
  ],
  'round list': ['walsall'],
  'round reminders': ['walsall'],
  'round close': ['walsall', '2012-13Q2'],
  'round reopen': ['walsall', '2012-13Q2', '--reason', 'One more is to come.'],
  history: ['walsall', '--from', '60'],
  diff: ['walsall', '--from', '2012-05-31', '--to', '2012-07-31'],
  snapshot: ['walsall', '--issue-to', 'Corporate Parenting Board', '--out', '@board.json'],
  'snapshot verify': ['@board.json'],
  replay: ['walsall'],
  checkpoint: ['walsall'],
  verify: ['walsall'],
  proof: ['walsall', '41'],
  'key show': ['walsall'],
  'key rotate': ['walsall'],
  'text redact': ['walsall', '#commentary', '--field', 'commentary', '--reason', 'It names a child.'],
  export: ['walsall', '--out', '@walsall.jsonl'],
  'ledger restore': ['@walsall.jsonl', '--data', '@elsewhere'],
  backup: ['walsall', '--out', '@walsall.sqlite'],
  'ledger copy': ['walsall', '--to', 'eventstoredb', '--into', '@replicas'],
  serve: ['--port', '0'],
};

/** What is called otherwise where the ledgers live in EventStoreDB. */
const inStore: Readonly<Record<string, Example>> = {
  'ledger restore': ['@walsall.jsonl'],
  'ledger copy': ['walsall', '--to', 'sqlite', '--into', '@files'],
};

/** What can't be run inside this process has a rule of its own. */
const ownProcess = 'serve';

function silentLine(): { readonly terminal: Terminal; readonly interruption: Interruption; readonly run: () => Run } {
  const text = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        text[name] += chunk.toString();
        done();
      },
    });
  const terminal = new Terminal(stream('stdout'), stream('stderr'), {});
  const signals = Object.assign(new EventEmitter(), { exit: () => undefined });
  const interruption = new Interruption(signals as unknown as NodeJS.Process, () => undefined);
  return { terminal, interruption, run: () => ({ exitCode: null, ...text }) };
}

/** Runs a command line inside this process. */
async function outturn(...words: readonly string[]): Promise<Run> {
  const { terminal, interruption, run } = silentLine();
  const help: string[] = [];
  // Help is the one thing that commander writes by itself.
  const written = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => help.push(String(chunk)) > 0);
  const exitCode = await runProgram(words, terminal, interruption).finally(() => written.mockRestore());
  return { ...run(), exitCode, stdout: run().stdout + help.join('') };
}

/** The commands that do something, by the words that name them. */
function leaves(command: Command, name: readonly string[] = []): string[] {
  const isGroup = command.commands.length > 0;
  const below = command.commands.flatMap((each) => leaves(each, [...name, each.name()]));
  // `snapshot` does something itself, and has `verify` under it.
  return isGroup && command.registeredArguments.length === 0 ? below : [name.join(' '), ...below];
}

const { terminal, interruption } = silentLine();
const program = new Command('outturn');
const names = leaves(outturnProgram(program, new CommandLine(program, terminal, interruption)));

it('every command of the terminal has an example, and every example a command', () => {
  expect(Object.keys(examples).sort()).toEqual(names.sort());
});

describe.each([
  ['every command, answering for people', [], 'sqlite'],
  ['every command, answering as JSON', ['--json'], 'sqlite'],
  ['every command, at a node that has nothing but the store and the key', [], 'eventstoredb'],
])('%s', (_words, format, kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-every-command-'));
  const isJson = format.length > 0;
  const earlier = { ...process.env };
  let store: EventStoreServer;
  beforeAll(async () => {
    store = await EventStoreServer.start();
    process.env['OUTTURN_EVENTSTORE'] = store.connectionString;
    process.env['OUTTURN_STORE'] = kind;
  });
  afterAll(async () => {
    for (const name of ['OUTTURN_EVENTSTORE', 'OUTTURN_EVENTSTORE_PREFIX', 'OUTTURN_STORE']) {
      if (earlier[name] === undefined) delete process.env[name];
      else process.env[name] = earlier[name];
    }
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const data = join(folder, 'data');

  /** Where ledgers live in a store, each command finds a node that was never there before. */
  beforeEach(() => {
    if (kind === 'sqlite' || !existsSync(data)) return;
    for (const name of readdirSync(data)) if (name.includes('.sqlite')) rmSync(join(data, name));
  });

  async function positionOf(text: string): Promise<string> {
    const { stdout } = await outturn('history', 'walsall', '--data', data, '--json');
    const { rows } = JSON.parse(stdout) as { rows: { position: number; texts: Record<string, string> }[] };
    return String(rows.find(({ texts }) => text in texts)?.position);
  }

  async function meant(word: string): Promise<string> {
    if (word.startsWith('@')) return join(folder, word.slice(1));
    return word.startsWith('#') ? positionOf(word.slice(1)) : word;
  }

  it.each(Object.entries(examples).filter(([name]) => name !== ownProcess))(
    'does what it is for: %s',
    async (name, example) => {
      const words = (kind === 'sqlite' ? undefined : inStore[name]) ?? example;
      // A ledger is restored where it is not.
      if (kind !== 'sqlite' && name === 'ledger restore') process.env['OUTTURN_EVENTSTORE_PREFIX'] = 'restored';
      else delete process.env['OUTTURN_EVENTSTORE_PREFIX'];
      const where = words.includes('--data') ? [] : ['--data', data];
      const line = [
        ...name.split(' '),
        ...(await Promise.all(words.map(meant))),
        ...where,
        '--as',
        'tester',
        ...format,
      ];
      const { exitCode, stdout, stderr } = await outturn(...line);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.not.stringMatching(/should not have/) });
      if (isJson) expect(JSON.parse(stdout)).toEqual(expect.any(Object));
      else expect(stdout).toMatch(/\S.*\n$/);
    },
  );
});

it.each(names)('%s --help says how it is called, and what each of its options is', async (name) => {
  const { exitCode, stdout, stderr } = await outturn(...name.split(' '), '--help');
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(new RegExp(`^Usage: outturn ${name}\\b`));
  expect(stdout.split('\n').filter((line) => /^ {2}-[^ ]*(, --\S+)?( <\S+>)?$/.test(line))).toEqual([]);
});

it(
  'serve serves until it is told to end',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outturn-serve-'));
    built('cli');
    built('server');
    const { process: service, ended } = startOutturn(folder, 'serve', ...(examples[ownProcess] ?? []));
    let said = '';
    service.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/^Outturn listens on http/m.test(said)) service.kill('SIGTERM');
    });
    const { exitCode } = await ended;
    expect([exitCode, said]).toEqual([0, expect.stringMatching(/^Outturn listens on http/m)]);
    rmSync(folder, { recursive: true, force: true });
  },
  BUILD_TIME,
);
