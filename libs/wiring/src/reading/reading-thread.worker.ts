import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { ask, type Grounds, type Questions } from '@outturn/application';
import { carry } from '../carried-error.js';
import { OpenLedgers } from '../open-ledgers.js';
import type { AskedThere, ReadingThreadData, ToldThere } from './reading-threads.js';
import { writeAnswer } from './written-answer.js';

// A thread that answers questions: it reads and writes nothing.

/** How many ledgers it keeps open: it is asked of one after the other. */
const OPEN = 8;

const port = parentPort;
if (port === null) throw new Error('this is the part of reading that runs in a worker thread');
const { follows, ...where } = workerData as ReadingThreadData;
const ledgers = new OpenLedgers({ ...where, part: follows ? 'reads' : 'command', most: OPEN });

async function answer({ ledger, name, question, today }: AskedThere): Promise<ToldThere> {
  try {
    const open = await ledgers.get(ledger);
    const found = ask(open, name, question as Questions[typeof name]['question'], today);
    return { written: writeAnswer(found as unknown as Grounds) };
  } catch (error) {
    return { error: carry(error) };
  }
}

port.on('message', (asked: AskedThere) => {
  void answer(asked).then((told) =>
    port.postMessage(told, 'written' in told ? [told.written.bytes.buffer as ArrayBuffer] : []),
  );
});
