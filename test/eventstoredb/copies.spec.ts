import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readEvent } from '@outturn/application';
import { systemClock } from '@outturn/kernel';
import {
  LedgerDirectory,
  LedgerExists,
  openLedgerStore,
  openStreamStore,
  type StreamStoreSettings,
} from '@outturn/ledger';
import { Outturn, OutturnModule, ownerOf, LedgerCopies } from '@outturn/wiring';
import { views } from '@outturn/views';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { founding } from '../../libs/ledger/src/stream-store/ledger-records.js';
import { Nodes } from './faults/nodes.js';
import type { EventStoreServer } from './server/event-store-server.js';
import { Connections, describeTestServer } from './server-under-test.js';

const connections = new Connections();
const folders = new Nodes();
const owner = ownerOf('tester');
const sample = (name: string) => ({
  name,
  bytes: readFileSync(join(__dirname, '../../samples/walsall', name)),
});

/** Every row of the tables that make a ledger, save what a file alone has. */
function contents(file: string): Record<string, unknown> {
  const db = new Database(file, { readonly: true });
  const all = (sql: string): unknown[] => db.prepare(sql).all();
  try {
    const kept = all("SELECT name FROM sqlite_schema WHERE name LIKE 'view\\_%' ESCAPE '\\' AND type = 'table'") as {
      name: string;
    }[];
    return {
      events: all('SELECT position, bytes, leaf FROM event ORDER BY position'),
      texts: all('SELECT * FROM text ORDER BY digest, command_id, field'),
      sourceRows: all('SELECT * FROM source_row ORDER BY digest'),
      frontier: all('SELECT * FROM merkle_frontier'),
      tiles: all('SELECT * FROM merkle_tile ORDER BY level, tile'),
      key: all('SELECT * FROM ledger'),
      views: kept.map(({ name }) => [name, all(`SELECT * FROM ${name} ORDER BY key, from_position`)]),
    };
  } finally {
    db.close();
  }
}

describeTestServer('a ledger that is copied (skipped with ESDB_URL: these tests need a store that is empty)', () => {
  let server: EventStoreServer;
  let store: StreamStoreSettings;
  let data: string;
  const contexts: INestApplicationContext[] = [];
  const open = async (where: string, at?: StreamStoreSettings): Promise<INestApplicationContext> => {
    const module = OutturnModule.forRoot({ data: where, writer: 'in-process', store: at });
    const context = await NestFactory.createApplicationContext(module, { logger: false });
    contexts.push(context);
    return context;
  };
  const importWalsall = (outturn: Outturn) =>
    outturn.importFiles(
      owner,
      'walsall',
      { files: ['indicators.csv', 'returns.csv', 'actions.csv'].map(sample), options: {}, dryRun: false },
      { via: 'import' },
    );

  beforeEach(async () => {
    server = await connections.server();
    store = { kind: 'eventstoredb', connection: server.connectionString };
    data = folders.folder();
    const outturn = (await open(data)).get(Outturn);
    await outturn.createLedger(owner, 'walsall', { name: 'Walsall Council' }, { via: 'system' });
    await importWalsall(outturn);
    const { position } = await outturn
      .submit(
        owner,
        'walsall',
        'SubmitReturn',
        {
          indicator: 'iha-20wd',
          period: '2012-13',
          value: '70',
          commentary: 'Clinics were short of slots.',
          occurred: '2013-05-31',
        },
        { via: 'terminal' },
      )
      .then((outcome) => {
        if (outcome.status !== 'accepted') throw new Error(JSON.stringify(outcome));
        return outcome;
      });
    const redacted = await outturn.submit(
      owner,
      'walsall',
      'RedactText',
      { position, field: 'commentary', reason: 'A name.' },
      { via: 'terminal' },
    );
    expect(redacted).toMatchObject({ status: 'accepted' });
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    await folders.end();
    await connections.end();
  });

  it('is replayed on a node that has had no replica of it: all of it, not an empty one', async () => {
    const { position } = await (
      await open(data)
    )
      .get(LedgerCopies)
      .intoStore(owner, 'walsall', store, folders.folder(), () => undefined);
    const fresh = (await open(folders.folder(), store)).get(Outturn);
    const report = await fresh.replay(owner, 'walsall', undefined, () => undefined);
    expect(report).toMatchObject({ position, differences: [] });
    expect(position).toBeGreaterThan(0);
  });

  it('into the store and out again is the same: events, texts, redactions, rows of files, tiles and every view', async () => {
    const before = contents(join(data, 'walsall.sqlite'));
    const [replica, out] = [folders.folder(), folders.folder()];
    const there = await (
      await open(data)
    )
      .get(LedgerCopies)
      .intoStore(owner, 'walsall', store, replica, () => undefined);
    expect(contents(join(replica, 'walsall.sqlite'))).toEqual(before);
    const elsewhere = await open(folders.folder(), store);
    const back = await elsewhere.get(LedgerCopies).outOfStore(owner, 'walsall', out, () => undefined);
    expect(back).toEqual(there);
    expect(contents(join(out, 'walsall.sqlite'))).toEqual(before);
    const alone = (await open(out)).get(Outturn);
    expect(await alone.replay(owner, 'walsall', undefined, () => undefined)).toMatchObject({ differences: [] });
  });

  it('still knows the rows that its files brought: none of them says anything new to another node', async () => {
    await (await open(data)).get(LedgerCopies).intoStore(owner, 'walsall', store, folders.folder(), () => undefined);
    const report = await importWalsall((await open(folders.folder(), store)).get(Outturn));
    expect(report).toMatchObject({ accepted: 0, withdrawn: 0, refused: [] });
  });

  it('is not listed, and nobody can open it, until all of it is there; begun again, it goes on', async () => {
    const fault = server.fault({
      call: 'append',
      at: 'after the write',
      stream: 'outturn-ledger-walsall',
      skip: 1,
      does: 'busy',
      times: 10_000,
    });
    const hurried = { ...store, patience: { settle: 200 } };
    const copies = (await open(data)).get(LedgerCopies);
    await expect(copies.intoStore(owner, 'walsall', hurried, folders.folder(), () => undefined)).rejects.toThrow(
      /no answer/,
    );
    const elsewhere = (await open(folders.folder(), store)).get(Outturn);
    expect((await elsewhere.listLedgers(owner)).rows).toEqual([]);
    await expect(elsewhere.ask(owner, 'walsall', 'summary', {})).rejects.toThrow('there is no ledger "walsall" here');
    fault.lift();
    const { position } = await copies.intoStore(owner, 'walsall', hurried, folders.folder(), () => undefined);
    expect(await elsewhere.ask(owner, 'walsall', 'summary', {})).toMatchObject({ position });
  });

  it('that an earlier release began goes on, under the id that it was founded with', async () => {
    const file = new Database(join(data, 'walsall.sqlite'), { readonly: true });
    const sourceKey = file.prepare('SELECT lower(hex(source_key)) FROM ledger').pluck().get() as string;
    file.close();
    const streams = openStreamStore(store);
    const before = founding('whatever an earlier release named it by', 'walsall', sourceKey);
    await streams.append(streams.names.ledger('walsall'), [before], 'none');
    await streams.dispose();
    const copies = (await open(data)).get(LedgerCopies);
    const { position } = await copies.intoStore(owner, 'walsall', store, folders.folder(), () => undefined);
    const elsewhere = (await open(folders.folder(), store)).get(Outturn);
    expect(await elsewhere.ask(owner, 'walsall', 'summary', {})).toMatchObject({ position });
  });

  it('does not replace one that is there', async () => {
    const copies = (await open(data)).get(LedgerCopies);
    await copies.intoStore(owner, 'walsall', store, folders.folder(), () => undefined);
    await expect(copies.intoStore(owner, 'walsall', store, folders.folder(), () => undefined)).rejects.toThrow(
      LedgerExists,
    );
  });

  it("keeps its two kinds of files apart: neither opens the other's", async () => {
    const replica = folders.folder();
    await (await open(data)).get(LedgerCopies).intoStore(owner, 'walsall', store, replica, () => undefined);
    const reading = { views, clock: systemClock, readEvent };
    await expect(async () => new LedgerDirectory(replica, reading).open('walsall')).rejects.toThrow(
      'is a replica of a ledger in a store that nodes share',
    );
    const wrong = openLedgerStore(data, { ...reading, store, part: 'command' });
    await expect(wrong.open('walsall')).rejects.toThrow('is a ledger of its own and no replica');
    await wrong.close();
  });
});
