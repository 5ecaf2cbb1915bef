import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { StorageFailed, type Ledger } from '@outturn/ledger';
import { ledgersIn, send } from '../returns-one-by-one.js';

// outlast-failing-disk <folder> <commands>: says "ready", waits for a line, and sends one command after the other to the
// ledger "walsall" that is there. Prints `acknowledged <number>` for each that it was answered. Where the disk fails it
// prints what it then finds, opens the ledger again, and sends the command again.

const [folder = '', commands = ''] = process.argv.slice(2);
const directory = ledgersIn(folder);
const say = (line: string): void => void writeSync(1, `${line}\n`);
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'no error');

/** The disk may fail here as well; somebody who opens a ledger tries again. */
async function opened(): Promise<Ledger> {
  for (;;) {
    try {
      return await directory.open('walsall');
    } catch (error) {
      if (!(error instanceof StorageFailed)) throw error;
      say('could not open');
    }
  }
}

async function main(): Promise<void> {
  say('ready');
  await once(process.stdin, 'data');
  let ledger = await opened();
  for (let number = 1; number <= Number(commands);) {
    try {
      await send(ledger, number);
      say(`acknowledged ${number}`);
      number += 1;
    } catch (error) {
      const another = await send(ledger, number).catch((reason: unknown) => reason);
      const head = ledger.read((reader) => reader.position);
      say(
        `refused ${number}: ${nameOf(error)}, then ${another === error ? 'the same' : nameOf(another)}, head ${head}`,
      );
      await ledger.close();
      ledger = await opened();
    }
  }
  await ledger.close();
}

void main();
