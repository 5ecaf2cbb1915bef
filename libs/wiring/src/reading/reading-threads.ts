import { Worker } from 'node:worker_threads';
import { LedgerBusy, type StreamStoreSettings } from '@outturn/ledger';
import { land, type CarriedError } from '../carried-error.js';
import { ImportQueue } from '../writing/import-queue.js';

/** What a reading thread is started with. */
export interface ReadingThreadData {
  readonly data: string;
  readonly store?: StreamStoreSettings | undefined;
  readonly follows: boolean;
}

/** Threads that read, as an app brings them. */
export interface Readers {
  /** The script of a thread; it calls `answerBeside`. */
  readonly script: string;
  /** What else a thread needs to know. Plain data. */
  readonly with?: object;
  /** Hears what a thread died of. */
  readonly onDeath?: (cause: Error) => void;
}

/** One piece of work, as it crosses to the thread. Plain data. */
export interface AskedBeside {
  readonly ledger: string;
  /** What is to be done, by the name that the script gave it. */
  readonly work: string;
  readonly asked: object;
}

export type ToldBeside = { readonly told: object } | { readonly error: CarriedError };

/** What a ledger of so many events is asked is answered sooner than a thread could be asked for it. */
export const SHORT = 500;

/** How many questions are answered at once: a long one leaves room for another council's. */
const AT_ONCE = 2;

/** How many questions of one ledger may wait. */
const WAITING = 40;

/** What the objects of one answer may take: three times a scorecard of 21,000 breakdowns. MB. */
const MEMORY = 768;

const tooManyQuestions = (ledger: string): Error =>
  new LedgerBusy(`as many questions of the ledger "${ledger}" wait as may: try again`);

/**
 * Answers what may be long in threads, one of each ledger at a time, so that the thread of the server stops for none. A
 * thread that dies fails what it was doing, and whoever asks next is given another.
 */
export class ReadingThreads {
  private readonly queue = new ImportQueue(AT_ONCE, WAITING, tooManyQuestions);
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  private isClosing = false;

  /** @param memory what the objects of one answer may take, in MB */
  constructor(
    private readonly readers: Readers,
    private readonly data: ReadingThreadData,
    private readonly memory = MEMORY,
  ) {
    // The first reader doesn't wait for a thread to start.
    this.idle.push(this.start());
  }

  /** @throws LedgerBusy, and whatever the work throws */
  do<Told extends object>(asked: AskedBeside): Promise<Told> {
    return this.queue.run(asked.ledger, async () => {
      const worker = this.idle.pop() ?? this.start();
      const answer = await answerOf(worker, asked);
      if (this.all.has(worker)) this.idle.push(worker);
      if ('error' in answer) throw land(answer.error);
      return answer.told as Told;
    });
  }

  async close(): Promise<void> {
    this.isClosing = true;
    await Promise.all([...this.all].map((worker) => worker.terminate()));
  }

  private start(): Worker {
    const worker = new Worker(this.readers.script, {
      workerData: { ...this.readers.with, ...this.data },
      resourceLimits: { maxOldGenerationSizeMb: this.memory },
    });
    this.all.add(worker);
    const forget = (): void => {
      this.all.delete(worker);
      const at = this.idle.indexOf(worker);
      if (at >= 0) this.idle.splice(at, 1);
    };
    let cause = new Error('the thread has ended');
    worker.on('error', (error) => {
      cause = error as Error;
      forget();
    });
    worker.on('exit', () => {
      forget();
      if (!this.isClosing) this.readers.onDeath?.(cause);
    });
    return worker;
  }
}

function answerOf(worker: Worker, asked: AskedBeside): Promise<ToldBeside> {
  return new Promise((resolve, reject) => {
    const done = (): void => void worker.off('message', heard).off('error', died).off('exit', ended);
    const heard = (told: ToldBeside): void => {
      done();
      resolve(told);
    };
    const died = (error: Error & { readonly code?: string }): void => {
      done();
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new LedgerBusy('this answer needs more memory than one may have: ask for less of it', { cause: error })
          : new LedgerBusy('what worked on this answer came to an end before it was done: ask again', { cause: error }),
      );
    };
    const ended = (): void => died(new Error('the thread that reads has ended'));
    worker.on('message', heard).on('error', died).on('exit', ended);
    worker.postMessage(asked);
  });
}
