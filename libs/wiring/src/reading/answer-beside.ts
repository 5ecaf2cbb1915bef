import { parentPort } from 'node:worker_threads';
import { carry } from '../carried-error.js';
import type { AskedBeside, ToldBeside } from './reading-threads.js';

/** What a thread can be asked for, by name: plain data in, plain data out. Bytes under `bytes` are handed over uncopied. */
export type WorksBeside = Readonly<Record<string, (ledger: string, asked: never) => Promise<object>>>;

/** Answers what the thread that started this one asks for. @param works once they are there */
export function answerBeside(works: Promise<WorksBeside>): void {
  const port = parentPort;
  if (port === null) throw new Error('this is the part of reading that runs in a worker thread');
  const answer = async ({ ledger, work, asked }: AskedBeside): Promise<ToldBeside> => {
    try {
      const does = (await works)[work];
      if (does === undefined) throw new Error(`a thread that reads can do no ${work}`);
      // Whoever asks names the work and sends what it takes; between threads there are no types.
      return { told: await does(ledger, asked as never) };
    } catch (error) {
      return { error: carry(error) };
    }
  };
  port.on('message', (asked: AskedBeside) => {
    void answer(asked).then((told) => port.postMessage(told, 'told' in told ? buffersOf(told.told) : []));
  });
}

const buffersOf = (told: object): ArrayBuffer[] =>
  'bytes' in told && told.bytes instanceof Uint8Array ? [told.bytes.buffer as ArrayBuffer] : [];
