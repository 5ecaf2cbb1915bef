import { execute, readEvent } from '@outturn/application';
import { SubmitReturn } from '@outturn/domain';
import { systemClock } from '@outturn/kernel';
import { openStreamStore, StreamDirectory } from '@outturn/ledger';
import { views } from '@outturn/views';
import { setTimeout as pause } from 'node:timers/promises';
import { returnAt } from '../council/council.js';
import { mustBeAccepted, request } from '../council/stored-ledger.js';

// write-now-and-then <folder> <connection> <ledger>: a node of its own, which follows, submits a return every second and
// says how many milliseconds each answer took. It ends when its parent has gone, or says so.

/** Slots that no import speaks of. */
const SLOTS = 90_000_000;

async function main(): Promise<void> {
  const [folder = '', connection = '', ledger = ''] = process.argv.slice(2);
  const directory = new StreamDirectory(folder, openStreamStore({ kind: 'eventstoredb', connection }), {
    views,
    readEvent,
    clock: systemClock,
    part: 'node',
  });
  const open = await directory.open(ledger);
  let over = false;
  process.on('message', () => (over = true)).on('disconnect', () => (over = true));
  process.send?.('ready');
  for (let command = 0; !over; command += 1) {
    const begun = performance.now();
    mustBeAccepted(
      await execute(open, request(SubmitReturn, returnAt(SLOTS + command, SLOTS), `elsewhere ${command}`)),
    );
    process.send?.(performance.now() - begun);
    await pause(1_000);
  }
  await open.close();
  await directory.close();
  process.disconnect();
}

void main();
