import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../../../test/ledger/child-process.js';
import type { LedgerAdapter } from '../contract/ledger-adapter.js';
import { ledgerContract } from '../contract/ledger-contract.js';
import { LedgerDirectory } from './ledger-directory.js';

const sqlite: LedgerAdapter = {
  spawns: true,
  create: async ({ views, clock, readEvent = (event) => event }) => {
    const folder = mkdtempSync(join(tmpdir(), 'outturn-contract-'));
    const directory = new LedgerDirectory(folder, { views, clock, readEvent });
    await directory.create('walsall');
    return {
      open: () => directory.open('walsall'),
      // Every handle reads the one file.
      shows: () => Promise.resolve(),
      appendFromOtherProcesses: async (writers, events) => {
        const children = writers.map((writer) =>
          startChild('append-events', folder, 'walsall', writer, String(events)),
        );
        for (const child of children) expect(await child.next()).toBe('ready');
        for (const child of children) child.say('go');
        const positions = await Promise.all(children.map(async (child) => JSON.parse(await child.next()) as number[]));
        for (const child of children) expect(await child.ended).toBe(0);
        return positions;
      },
      remove: async () => rmSync(folder, { recursive: true }),
    };
  },
};

ledgerContract('SqliteLedger', sqlite);
