import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreServer } from '../../../../test/eventstoredb/server/event-store-server.js';
import { startChild } from '../../../../test/ledger/child-process.js';
import type { LedgerAdapter } from '../contract/ledger-adapter.js';
import { ledgerContract } from '../contract/ledger-contract.js';
import { StreamDirectory } from './stream-directory.js';
import { openStreamStore } from './stream-stores.js';

// A ledger here is a server's stream, a connection and a replica, where the embedded store has one file.
const real = process.env['ESDB_URL'];
let server: EventStoreServer | undefined;
beforeAll(async () => {
  if (real === undefined) server = await EventStoreServer.start();
});
afterAll(() => server?.stop());

/** Every handle is a node of its own: its folder is empty, so what it shows came out of the store. */
const eventstoredb: LedgerAdapter = {
  spawns: true,
  create: async ({ views, clock, readEvent = (event) => event }) => {
    const root = mkdtempSync(join(tmpdir(), 'outturn-contract-'));
    const prefix = `contract-${randomUUID()}`;
    const directories: StreamDirectory[] = [];
    const node = (): StreamDirectory => {
      const store = openStreamStore({
        kind: 'eventstoredb',
        connection: real ?? server?.connectionString ?? '',
        prefix,
        // The clocks of these tests stand still, or go back an hour.
        patience: { clock: Infinity },
      });
      const path = join(root, String(directories.length));
      const directory = new StreamDirectory(path, store, { views, clock, readEvent, part: 'node' });
      directories.push(directory);
      return directory;
    };
    await node().create('walsall');
    return {
      open: () => node().open('walsall'),
      shows: async (ledger, position) => {
        while (ledger.read((reader) => reader.position) < position) await pause(5);
      },
      appendFromOtherProcesses: async (writers, events) => {
        const connection = real ?? server?.connectionString ?? '';
        const children = writers.map((writer) =>
          startChild('append-to-store', join(root, writer), connection, prefix, 'walsall', writer, String(events)),
        );
        for (const child of children) expect(await child.next()).toBe('ready');
        for (const child of children) child.say('go');
        const positions = await Promise.all(children.map(async (child) => JSON.parse(await child.next()) as number[]));
        for (const child of children) expect(await child.ended).toBe(0);
        return positions;
      },
      remove: async () => {
        for (const directory of directories) await directory.close();
        rmSync(root, { recursive: true });
      },
    };
  },
};

ledgerContract(`StreamLedger on ${real === undefined ? 'the test server' : 'a real server'}`, eventstoredb);
