import { systemClock } from '@outturn/kernel';
import { openStreamStore, StreamDirectory } from '@outturn/ledger';
import { contractViews } from '../../../libs/ledger/src/contract/contract-views.js';
import { said, say, together } from '../../../libs/ledger/src/contract/sayings.js';

// append-to-store <folder> <connection> <prefix> <ledger> <entity> <events>: a node of its own says "ready", waits for a
// line, appends one after the other, and prints the positions that it was answered.

async function main(): Promise<void> {
  const [folder = '', connection = '', prefix = '', name = '', entity = '', events = '0'] = process.argv.slice(2);
  // The contract's clock stands still, ahead of this machine's or behind it.
  const store = openStreamStore({ kind: 'eventstoredb', connection, prefix, patience: { clock: Infinity } });
  const directory = new StreamDirectory(folder, store, {
    views: contractViews,
    clock: systemClock,
    readEvent: (event) => event,
    part: 'command',
  });
  const ledger = await directory.open(name);
  console.log('ready');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  const positions: (number | undefined)[] = [];
  for (let index = 0; index < Number(events); index += 1) {
    positions.push((await say(ledger, together(said(entity, { value: String(index) }))))[0]?.position);
  }
  console.log(JSON.stringify(positions));
  await ledger.close();
  await directory.close();
  process.stdin.destroy();
}

void main();
