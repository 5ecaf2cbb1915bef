import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { ledgersIn, send } from '../returns-one-by-one.js';

// acknowledge-returns <folder> <commands>: says "ready", waits for a line, makes the ledger "walsall" and sends one command
// after the other. Prints the number of each that it was answered, 0 for the ledger itself.

async function main(): Promise<void> {
  const [folder = '', commands = ''] = process.argv.slice(2);
  const directory = ledgersIn(folder);
  writeSync(1, 'ready\n');
  await once(process.stdin, 'data');
  await directory.create('walsall');
  writeSync(1, '0\n');
  const ledger = await directory.open('walsall');
  for (let number = 1; number <= Number(commands); number += 1) {
    await send(ledger, number);
    writeSync(1, `${number}\n`);
  }
  await ledger.close();
}

void main();
