import { openLedgerStore } from '@outturn/ledger';
import { systemClock } from '@outturn/kernel';

// list-ledgers <folder> <connection>: says which ledgers a store has.

async function main(): Promise<void> {
  const [folder = '', connection = ''] = process.argv.slice(2);
  const store = openLedgerStore(folder, {
    views: [],
    clock: systemClock,
    readEvent: (event) => event,
    store: { kind: 'eventstoredb', connection, patience: { settle: 2_000 } },
    part: 'command',
  });
  console.log((await store.list()).join(' '));
  await store.close();
}

void main();
