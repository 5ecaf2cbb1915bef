import { systemClock } from '@outturn/kernel';
import { LedgerDirectory } from '@outturn/ledger';
import { contractViews } from '../../../libs/ledger/src/contract/contract-views.js';
import { said, say, together } from '../../../libs/ledger/src/contract/sayings.js';

// append-events <folder> <ledger> <entity> <events>: says "ready", waits for a line, appends one after the other, and
// prints the positions that it was answered.

async function main(): Promise<void> {
  const [folder = '', name = '', entity = '', events = '0'] = process.argv.slice(2);
  const directory = new LedgerDirectory(folder, {
    views: contractViews,
    clock: systemClock,
    readEvent: (event) => event,
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
  process.stdin.destroy();
}

void main();
