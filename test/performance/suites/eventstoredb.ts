import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EventStoreDBClient, jsonEvent, type EventData } from '@eventstore/db-client';
import { execute, readEvent } from '@outturn/application';
import { DefineIndicator, OpenLedger, SubmitReturn } from '@outturn/domain';
import { systemClock } from '@outturn/kernel';
import { openStreamStore, StreamDirectory, type Ledger, type ReplicaPart } from '@outturn/ledger';
import { views } from '@outturn/views';
import { times, type Bench } from '../bench-run.js';
import type { Case, Side } from '../case.js';
import { definitions, LEDGER, returnAt } from '../council/council.js';
import { ledgerOf, mustBeAccepted, newLedger, request } from '../council/stored-ledger.js';
import { rate } from '../stopwatch.js';
import type { Suite } from '../suites.js';
import { returnsFile, rowRate, take } from './import.js';

// Both sides of a case speak to a test server of their own, in another process, that keeps its log in memory: the figures
// say what Outturn adds to the client, and nothing of how fast EventStoreDB is.

interface Store {
  readonly connection: string;
  end(): Promise<void>;
}

/** @param log the file that the server keeps its log in; left out, it is in memory */
async function startStore(log?: string): Promise<Store> {
  const server = join(__dirname, '../../eventstoredb/server/main.ts');
  const child = fork(server, ['--port', '0', ...(log === undefined ? [] : ['--state', log])], {
    execArgv: ['--require', join(__dirname, '../../register-typescript.cjs')],
    stdio: ['ignore', 'pipe', 2, 'ipc'],
  });
  if (child.stdout === null) throw new Error('a server has a pipe to say where it is');
  const [connection] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    connection,
    end: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

const directoryOf = (path: string, { connection }: Store, part: ReplicaPart): StreamDirectory =>
  new StreamDirectory(path, openStreamStore({ kind: 'eventstoredb', connection }), {
    views,
    readEvent,
    clock: systemClock,
    part,
  });

const commandsOf = (bench: Bench, callers: Callers): number =>
  callers === 1 ? times(bench, { quick: 200, otherwise: 1_000 }) : times(bench, { quick: 2_000, otherwise: 10_000 });

/** Returns of slots that no other run speaks of. */
const returnsOf = (run: number, commands: number) =>
  Array.from({ length: commands }, (_, index) => returnAt((run + 10) * 1_000_000 + index, (run + 10) * 1_000_000));

type Callers = 1 | 32;

async function ours(bench: Bench, callers: Callers): Promise<Side> {
  const store = await startStore();
  const data = mkdtempSync(join(bench.folder, 'eventstoredb-ours-'));
  const directory = directoryOf(data, store, 'writes');
  const commands = commandsOf(bench, callers);
  const open: Ledger[] = [];
  return {
    run: async () => {
      const run = open.length + 1;
      await directory.create(`${LEDGER}-${run}`);
      const ledger = await directory.openStream(`${LEDGER}-${run}`);
      open.push(ledger);
      await define(ledger);
      const requests = returnsOf(run, commands).map((fields, index) =>
        request(SubmitReturn, fields, `return ${index}`),
      );
      const before = { ...ledger.counts };
      const measurement = await rate(commands, () => submit(ledger, requests, callers));
      const appends = ledger.counts.appends - before.appends;
      return { ...measurement, facts: { 'commands per append': commands / appends } };
    },
    close: async () => {
      for (const ledger of open) await ledger.close();
      await directory.close();
      await store.end();
    },
  };
}

async function define(ledger: Ledger): Promise<void> {
  const open = request(OpenLedger, { name: 'A council', areaCode: '999', live: true }, 'open');
  mustBeAccepted(await execute(ledger, open));
  const requests = definitions.map((fields) => request(DefineIndicator, fields, `define ${fields.id}`));
  for (const outcome of await Promise.all(requests.map((each) => execute(ledger, each)))) mustBeAccepted(outcome);
}

/** So many callers submit one after the other until all was submitted, each waiting for its answer. */
async function submit(ledger: Ledger, requests: ReturnType<typeof request>[], callers: Callers): Promise<void> {
  const waiting = requests.values();
  const caller = async (): Promise<void> => {
    for (const each of waiting) mustBeAccepted(await execute(ledger, each));
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

// Credentials of its own take an append to the unary RPC, which is the one that Outturn uses; without TLS they are not sent.
const unary = { credentials: { username: 'nobody', password: '' } };

/** The bare client: the same events, as many in each append as there are callers, and nothing else. */
async function bareAppends(bench: Bench, callers: Callers): Promise<Side> {
  const store = await startStore();
  const client = EventStoreDBClient.connectionString(store.connection);
  const events = await eventsOf(bench, commandsOf(bench, callers));
  let runs = 0;
  return {
    run: async () => {
      const stream = `bare-${(runs += 1)}`;
      const proposed = events.map((event): EventData => jsonEvent({ type: event.type, data: { ...event } }));
      return rate(events.length, async () => {
        for (let from = 0; from < proposed.length; from += callers) {
          const expectedRevision = from === 0 ? ('no_stream' as const) : BigInt(from - 1);
          await client.appendToStream(stream, proposed.slice(from, from + callers), { expectedRevision, ...unary });
        }
      });
    },
    close: async () => {
      await client.dispose();
      await store.end();
    },
  };
}

/** The events that ours writes in one run, as they lie in a ledger. */
async function eventsOf(bench: Bench, commands: number) {
  const data = mkdtempSync(join(bench.folder, 'eventstoredb-told-'));
  const ledger = await newLedger(data);
  const start = ledger.read((reader) => reader.position);
  const requests = returnsOf(0, commands).map((fields, index) => request(SubmitReturn, fields, `told ${index}`));
  await submit(ledger, requests, 32);
  const events = ledger.read((reader) => [...reader.events(start + 1, reader.position)]);
  await ledger.close();
  return events;
}

const FOLLOWED = 100_000;
const storedLog = (bench: Bench): string => join(bench.folder, 'eventstoredb-followed.log');

/** Brings a ledger into a server's log; both sides start their servers on it and write nothing. */
async function fillLog(bench: Bench): Promise<void> {
  const store = await startStore(storedLog(bench));
  const directory = directoryOf(mkdtempSync(join(bench.folder, 'eventstoredb-fill-')), store, 'command');
  await directory.take(LEDGER, join(await ledgerOf(bench, FOLLOWED), `${LEDGER}.sqlite`));
  await directory.close();
  await store.end();
}

async function follow(bench: Bench): Promise<Side> {
  const store = await startStore(storedLog(bench));
  return {
    run: async () => {
      const data = mkdtempSync(join(bench.folder, 'eventstoredb-replica-'));
      const directory = directoryOf(data, store, 'command');
      let ledger: Ledger | undefined;
      const measurement = await rate(FOLLOWED, async () => {
        // A command's process opens a ledger when its replica has all of the stream.
        ledger = await directory.open(LEDGER);
      });
      const position = ledger?.read((reader) => reader.position);
      if (position !== FOLLOWED) throw new Error(`the replica came to position ${String(position)}`);
      await ledger?.close();
      await directory.close();
      rmSync(data, { recursive: true });
      return measurement;
    },
    close: () => store.end(),
  };
}

/** The bare client: the same stream, and the streams of the texts that it names, as many at once as ours. */
async function bareRead(bench: Bench): Promise<Side> {
  const store = await startStore(storedLog(bench));
  const client = EventStoreDBClient.connectionString(store.connection);
  const stream = `outturn-ledger-${LEDGER}`;
  return {
    run: () =>
      rate(FOLLOWED, async () => {
        let read = 0;
        const texts: string[] = [];
        for await (const { event } of client.readStream<Beside>(stream)) {
          if (event?.isJson !== true) continue;
          read += 1;
          if (event.metadata.kind === 'beside') texts.push(...event.data.texts.map(({ digest }) => digest));
        }
        if (read < FOLLOWED || texts.length === 0)
          throw new Error(`the stream has ${read} records, which name ${texts.length} texts`);
        for (let from = 0; from < texts.length; from += 32)
          await Promise.all(texts.slice(from, from + 32).map((digest) => readText(client, digest)));
      }),
    close: async () => {
      await client.dispose();
      await store.end();
    },
  };
}

async function readText(client: EventStoreDBClient, digest: string): Promise<void> {
  const stream = `outturn-text-${LEDGER}-${digest.replace(':', '-')}`;
  for await (const { event } of client.readStream(stream, { maxCount: 1 }))
    if (event?.isJson !== true) throw new Error(`${stream} holds no text`);
}

/** What goes beside events, as far as the rival looks into it. */
interface Beside {
  readonly type: string;
  readonly data: { readonly texts: readonly { readonly digest: string }[] };
  readonly metadata: { readonly kind: string };
}

interface OtherNode {
  /** Resolves to how long its slowest answer took, in milliseconds. */
  end(): Promise<number>;
}

/** A node in a process of its own, which writes to a ledger once a second. */
async function writingElsewhere(bench: Bench, { connection }: Store, ledger: string): Promise<OtherNode> {
  const folder = mkdtempSync(join(bench.folder, 'eventstoredb-elsewhere-'));
  const child = fork(join(__dirname, '../processes/write-now-and-then.ts'), [folder, connection, ledger], {
    execArgv: ['--require', join(__dirname, '../../register-typescript.cjs')],
  });
  const ended = once(child, 'exit');
  await once(child, 'message');
  let slowest = 0;
  child.on('message', (took) => (slowest = Math.max(slowest, Number(took))));
  return {
    end: async () => {
      child.send('over');
      await ended;
      return slowest;
    },
  };
}

/** @param contended whether another node writes once a second meanwhile */
async function importing(bench: Bench, contended: boolean): Promise<Side> {
  const store = await startStore();
  const data = mkdtempSync(join(bench.folder, 'eventstoredb-import-'));
  const directory = directoryOf(data, store, 'command');
  const file = returnsFile(75_000);
  let runs = 0;
  return {
    run: async () => {
      const name = `${LEDGER}-${(runs += 1)}`;
      await directory.create(name);
      const ledger = await directory.openStream(name);
      await define(ledger);
      const other = contended ? await writingElsewhere(bench, store, name) : null;
      const measurement = await rowRate(async () => (await take(ledger, file, 'once')).accepted);
      const { conflicts, turns } = ledger.counts;
      await ledger.close();
      if (other === null) return measurement;
      const slowest = Math.round(await other.end());
      return {
        ...measurement,
        facts: { ...measurement.facts, conflicts, turns, 'slowest answer elsewhere, ms': slowest },
      };
    },
    close: async () => {
      await directory.close();
      await store.end();
    },
  };
}

const againstBareAppends = (callers: Callers): Case => ({
  name: `eventstoredb: ${callers === 1 ? 'one caller' : '32 callers'} through execute, answered from the replica`,
  unit: 'commands/s',
  goal: { atLeast: 0.7 },
  rivalName: `@eventstore/db-client in a loop, the same events, ${callers === 1 ? 'one' : '32'} in each append, nothing read back`,
  events: 0,
  ours: (bench) => ours(bench, callers),
  rival: (bench) => bareAppends(bench, callers),
});

export const suite: Suite = {
  about:
    'commands are decided on a replica, appended over the network and answered when they have come back; a replica follows',
  cases: [
    againstBareAppends(32),
    againstBareAppends(1),
    {
      name: 'eventstoredb: an import of 75,000 rows while another node writes once a second',
      unit: 'rows/s',
      goal: { atLeast: 0.5 },
      rivalName: 'the same import while nobody else writes',
      events: 0,
      takesLong: true,
      ours: (bench) => importing(bench, true),
      rival: (bench) => importing(bench, false),
    },
    {
      name: `eventstoredb: a replica is made of a stream of ${FOLLOWED.toLocaleString('en-GB')} events: leaves, tiles, root and views`,
      unit: 'events/s',
      goal: { atLeast: 0.5 },
      rivalName: '@eventstore/db-client in a loop, one read of the same stream and of the texts that it names',
      events: FOLLOWED,
      takesLong: true,
      prepare: fillLog,
      ours: follow,
      rival: bareRead,
    },
  ],
};
