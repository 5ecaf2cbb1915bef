import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { execute } from '@outturn/application';
import { SubmitReturn } from '@outturn/domain';
import type { Ledger } from '@outturn/ledger';
import { folderOf, times, type Bench } from '../bench-run.js';
import type { Case, Measurement, Side } from '../case.js';
import { LEDGER, returnAt } from '../council/council.js';
import {
  copyLedger,
  directory,
  ledgerOf,
  mustBeAccepted,
  newLedger,
  request,
  sized,
} from '../council/stored-ledger.js';
import { syncsSoFar } from '../disk/slow-disk.js';
import { NARROW, RawTable, tableOf } from '../raw-table.js';
import { emmettIsMissing, emmettSqlite, type EmmettEvent } from '../rivals/emmett.js';
import { rate } from '../stopwatch.js';
import type { Suite } from '../suites.js';

/** What a case of this suite varies. */
interface Variant {
  readonly callers: 1 | 32;
  /** How many events the ledger has before the first run. */
  readonly before: number;
  /** `execute` in the thread of the caller, or through the writer's thread and the command bus as `outturn serve` has it. */
  readonly writer: 'in-process' | 'thread';
  readonly onSlowDisk?: true;
  /** What each return says beside its figures. */
  readonly commentary?: string;
  /** The rival's table has three columns, no generated ones and no index. */
  readonly narrow?: true;
  readonly takesLong?: true;
}

const commandsOf = (bench: Bench, { callers }: Pick<Variant, 'callers'>): number =>
  callers === 1 ? times(bench, { quick: 200, otherwise: 5_000 }) : times(bench, { quick: 2_000, otherwise: 20_000 });

/** The returns of one run: no two runs speak of the same slots. */
const returnsOf = (run: number, commands: number) => {
  const first = (run + 10) * 1_000_000;
  return Array.from({ length: commands }, (_, index) => returnAt(first + index, first));
};

/** Lets so many callers submit one after the other until all was submitted, each waiting for its answer. */
async function callersSubmit(callers: number, commands: number, submit: (index: number) => Promise<unknown>) {
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < commands) await submit(next++);
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

/** Counts the fsyncs of a run where the disk is the simulated one. */
async function withSyncs(onSlowDisk: true | undefined, commands: number, run: () => Promise<Measurement>) {
  const before = onSlowDisk === true ? syncsSoFar() : 0;
  const measurement = await run();
  if (onSlowDisk !== true) return measurement;
  return { ...measurement, facts: { ...measurement.facts, 'commands per fsync': commands / (syncsSoFar() - before) } };
}

async function ours(bench: Bench, variant: Variant): Promise<Side> {
  const data = mkdtempSync(join(folderOf(bench, variant), 'append-ours-'));
  const commands = commandsOf(bench, variant);
  const words = variant.commentary === undefined ? {} : { commentary: variant.commentary };
  if (variant.before > 0) copyLedger(await ledgerOf(bench, variant.before), data);
  const writer = variant.writer === 'thread' ? await throughTheBus(data) : inThisThread(data);
  let runs = 0;
  return {
    run: async () => {
      const run = (runs += 1);
      const returns = returnsOf(run, commands).map((fields) => ({ ...fields, ...words }));
      const name = variant.before > 0 ? LEDGER : `${LEDGER}-${run}`;
      if (variant.before === 0) await (await newLedger(data, name)).close();
      const submit = await writer.into(name);
      await turn();
      return withSyncs(variant.onSlowDisk, commands, () =>
        rate(commands, () =>
          callersSubmit(variant.callers, commands, (index) => submit(returns[index] ?? {}, `${run} ${index}`)),
        ),
      );
    },
    close: () => writer.close(),
  };
}

interface Writer {
  into(ledger: string): Promise<(fields: Partial<SubmitReturn>, key: string) => Promise<unknown>>;
  close(): Promise<void>;
}

function inThisThread(data: string): Writer {
  const open: Ledger[] = [];
  return {
    into: async (name) => {
      const ledger = await directory(data).open(name);
      open.push(ledger);
      return async (fields, key) => mustBeAccepted(await execute(ledger, request(SubmitReturn, fields, key)));
    },
    close: async () => {
      for (const ledger of open) await ledger.close();
    },
  };
}

async function throughTheBus(data: string): Promise<Writer> {
  // Only here: the other cases must not carry Nest.
  const [{ NestFactory }, { Outturn, OutturnModule, ownerOf }] = await Promise.all([
    import('@nestjs/core'),
    import('@outturn/wiring'),
  ]);
  const application = await NestFactory.createApplicationContext(OutturnModule.forRoot({ data, writer: 'thread' }), {
    logger: false,
  });
  const outturn = application.get(Outturn);
  const owner = ownerOf('bench');
  return {
    into: async (name) => {
      await outturn.mustSee(owner, name);
      return async (fields, key) =>
        mustBeAccepted(await outturn.submit(owner, name, SubmitReturn.name, fields, { via: 'http', key }));
    },
    close: () => application.close(),
  };
}

const eventsFile = (bench: Bench): string => join(bench.folder, 'append-events.json');

/** The bytes of the events that one run of ours makes, for the rival to write. */
async function writeEvents(bench: Bench, { before }: Variant): Promise<void> {
  if (before > 0) await ledgerOf(bench, before);
  if (existsSync(eventsFile(bench))) return;
  const data = mkdtempSync(join(bench.folder, 'append-told-'));
  const ledger = await newLedger(data, LEDGER);
  const start = ledger.read((reader) => reader.position);
  const returns = returnsOf(0, commandsOf(bench, { callers: 32 }));
  await Promise.all(returns.map((fields, index) => execute(ledger, request(SubmitReturn, fields, `told ${index}`))));
  const told = ledger.read((reader) => [...reader.records(start + 1, reader.position)]);
  await ledger.close();
  writeFileSync(eventsFile(bench), JSON.stringify(told.map(({ bytes }) => bytes)));
}

const readEvents = (bench: Bench, commands: number): string[] =>
  (JSON.parse(readFileSync(eventsFile(bench), 'utf8')) as string[]).slice(0, commands);

async function raw(bench: Bench, variant: Variant): Promise<Side> {
  const folder = mkdtempSync(join(folderOf(bench, variant), 'append-raw-'));
  const events = readEvents(bench, commandsOf(bench, variant));
  await newLedger(folder, LEDGER).then((ledger) => ledger.close());
  const statements = variant.narrow === true ? NARROW : tableOf(join(folder, `${LEDGER}.sqlite`));
  const filled = new RawTable(join(folder, 'filled.sqlite'), statements);
  if (variant.before > 0) filled.copyOf(await ledgerOf(bench, variant.before));
  let runs = 0;
  return {
    run: async () => {
      const table = variant.before > 0 ? filled : new RawTable(join(folder, `${(runs += 1)}.sqlite`), statements);
      const measurement = await withSyncs(variant.onSlowDisk, events.length, () =>
        rate(events.length, () => table.write(events, variant.callers)),
      );
      return { ...measurement, facts: { ...measurement.facts, ...table.durability } };
    },
    close: () => filled.close(),
  };
}

async function emmett(bench: Bench): Promise<Side> {
  const folder = mkdtempSync(join(bench.folder, 'append-emmett-'));
  const told = readEvents(bench, times(bench, { quick: 50, otherwise: 1_000 })).map((bytes) => {
    const { entity, type, ...data } = JSON.parse(bytes) as { entity: string; type: string };
    return { entity, event: { type, data } satisfies EmmettEvent };
  });
  let runs = 0;
  return {
    run: async () => {
      const store = emmettSqlite().getSQLiteEventStore({ fileName: join(folder, `${(runs += 1)}.sqlite`) });
      await store.schema.migrate();
      let failed = 0;
      const { value, cpu = 0 } = await rate(told.length, async () => {
        for (const { entity, event } of told) {
          // Now and then one fails ("cannot commit - SQL statements in progress"); it isn't counted.
          await store.appendToStream(entity, [event]).catch(() => (failed += 1));
        }
      });
      const kept = (told.length - failed) / told.length;
      return { value: value * kept, cpu: cpu / kept, facts: { failed } };
    },
  };
}

const wordsFor = { 'in-process': 'in one thread', thread: "through the writer's thread, as serve does" } as const;

const nameOf = ({ callers, before, writer, onSlowDisk, commentary, narrow }: Variant): string =>
  [
    `append: ${callers === 1 ? 'one caller' : '32 callers'} ${wordsFor[writer]}`,
    before === 0 ? 'empty ledger' : `ledger of ${sized(before)}`,
    ...(onSlowDisk === true ? ['1 ms disk'] : []),
    ...(commentary === undefined ? [] : ['with a commentary']),
    ...(narrow === true ? ['against a narrow table'] : []),
  ].join(', ');

const againstRaw = (variant: Variant): Case => ({
  name: nameOf(variant),
  unit: 'returns/s',
  goal:
    variant.commentary === undefined && variant.narrow !== true
      ? { atLeast: variant.callers === 1 ? 0.5 : 0.25 }
      : null,
  rivalName: `better-sqlite3, the same rows into ${variant.narrow === true ? 'a table of three columns' : "the ledger's own table"}, ${variant.callers === 1 ? 'one insert' : '32 inserts'} a transaction`,
  events: variant.before,
  ...(variant.onSlowDisk === true && { onSlowDisk: true }),
  ...(variant.takesLong === true && { takesLong: true }),
  prepare: (bench) => writeEvents(bench, variant),
  ours: (bench) => ours(bench, variant),
  rival: (bench) => raw(bench, variant),
});

const withFsyncs = (of: Side): Side => ({
  ...of,
  run: async () => {
    const { facts } = await of.run();
    return { value: Number(facts?.['commands per fsync']) };
  },
});

const perFsync: Case = (() => {
  const variant: Variant = { callers: 32, before: 0, writer: 'thread', onSlowDisk: true };
  return {
    name: "append: commands for one fsync, 32 callers through the writer's thread, 1 ms disk",
    unit: 'commands/fsync',
    goal: { atLeast: 20 },
    rivalName: 'better-sqlite3, one insert a transaction',
    events: 0,
    onSlowDisk: true,
    prepare: (bench) => writeEvents(bench, variant),
    ours: async (bench) => withFsyncs(await ours(bench, variant)),
    rival: async (bench) => withFsyncs(await raw(bench, { ...variant, callers: 1 })),
  };
})();

const againstEmmett = (callers: Variant['callers']): Case => ({
  name: `append: ${callers === 1 ? 'one caller' : '32 callers'} against Emmett's one, empty ledger`,
  unit: 'returns/s',
  goal: callers === 1 ? null : { atLeast: 20 },
  rivalName: 'Emmett SQLite as shipped, one caller (of 32, 31 fail)',
  events: 0,
  ...(callers === 1 && { takesLong: true }),
  missing: emmettIsMissing,
  prepare: (bench) => writeEvents(bench, { callers, before: 0, writer: 'in-process' }),
  ours: (bench) => ours(bench, { callers, before: 0, writer: 'in-process' }),
  rival: emmett,
});

export const suite: Suite = {
  about: 'a return is validated, decided, appended, hashed into the Merkle tree and folded into the views',
  cases: [
    againstRaw({ callers: 32, before: 0, writer: 'in-process' }),
    againstRaw({ callers: 32, before: 0, writer: 'thread' }),
    againstRaw({ callers: 32, before: 0, writer: 'in-process', narrow: true, takesLong: true }),
    againstRaw({
      callers: 32,
      before: 0,
      writer: 'in-process',
      commentary: 'Two moves were planned.',
      takesLong: true,
    }),
    againstRaw({ callers: 1, before: 0, writer: 'in-process' }),
    againstRaw({ callers: 1, before: 0, writer: 'thread', takesLong: true }),
    againstRaw({ callers: 32, before: 0, writer: 'in-process', onSlowDisk: true, takesLong: true }),
    againstRaw({ callers: 32, before: 0, writer: 'thread', onSlowDisk: true, takesLong: true }),
    againstRaw({ callers: 1, before: 0, writer: 'in-process', onSlowDisk: true, takesLong: true }),
    perFsync,
    againstEmmett(32),
    againstEmmett(1),
    againstRaw({ callers: 32, before: 1_000_000, writer: 'in-process' }),
    againstRaw({ callers: 32, before: 1_000_000, writer: 'thread' }),
    againstRaw({ callers: 1, before: 1_000_000, writer: 'in-process' }),
  ],
};
