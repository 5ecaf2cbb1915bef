import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { QuestionName } from '@outturn/application';
import { LedgerBusy, type StreamStoreSettings } from '@outturn/ledger';
import { land, type CarriedError } from '../carried-error.js';
import { ImportQueue } from '../writing/import-queue.js';
import type { WrittenAnswer } from './written-answer.js';

/** What a reading thread is started with. */
export interface ReadingThreadData {
  readonly data: string;
  readonly store?: StreamStoreSettings | undefined;
  readonly follows: boolean;
}

/** One question, as it crosses to the thread. */
export interface AskedThere {
  readonly ledger: string;
  readonly name: QuestionName;
  readonly question: object;
  readonly today: string;
}

export type ToldThere = { readonly written: WrittenAnswer } | { readonly error: CarriedError };

/** How many questions are answered at once: a long one leaves room for another council's. */
const AT_ONCE = 2;

/** How many questions of one ledger may wait. */
const WAITING = 40;

/** What the objects of one answer may take: three times a scorecard of 21,000 breakdowns. MB. */
const LIMITS = { maxOldGenerationSizeMb: 768 };

/** Node starts no thread with TypeScript: where the sources run as they are, whoever is asked answers. */
export const canReadBeside = extname(__filename) === '.js';

const tooManyQuestions = (ledger: string): Error =>
  new LedgerBusy(`as many questions of the ledger "${ledger}" wait as may: try again`);

/** Answers long questions in threads, one of each ledger at a time, so that the thread of the server stops for none. */
export class ReadingThreads {
  private readonly queue = new ImportQueue(AT_ONCE, WAITING, tooManyQuestions);
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();

  constructor(private readonly data: ReadingThreadData) {
    // The first reader doesn't wait for a thread to start.
    this.idle.push(this.start());
  }

  /** @throws QuestionRefused, NotKnown, LedgerBusy */
  ask(asked: AskedThere): Promise<WrittenAnswer> {
    return this.queue.run(asked.ledger, async () => {
      const worker = this.idle.pop() ?? this.start();
      const told = await answerOf(worker, asked);
      if (this.all.has(worker)) this.idle.push(worker);
      if ('error' in told) throw land(told.error);
      return told.written;
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.all].map((worker) => worker.terminate()));
  }

  private start(): Worker {
    const worker = new Worker(join(__dirname, 'reading-thread.worker.js'), {
      workerData: this.data,
      resourceLimits: LIMITS,
    });
    this.all.add(worker);
    // One that dies is not asked again; whoever asks next gets another.
    const forget = (): void => {
      this.all.delete(worker);
      const at = this.idle.indexOf(worker);
      if (at >= 0) this.idle.splice(at, 1);
    };
    worker.on('error', forget).on('exit', forget);
    return worker;
  }
}

function answerOf(worker: Worker, asked: AskedThere): Promise<ToldThere> {
  return new Promise((resolve, reject) => {
    const done = (): void => void worker.off('message', heard).off('error', died).off('exit', ended);
    const heard = (told: ToldThere): void => {
      done();
      resolve(told);
    };
    const died = (error: Error & { readonly code?: string }): void => {
      done();
      const tooLarge = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(tooLarge ? new LedgerBusy('this answer needs more memory than one may have: ask for less of it') : error);
    };
    const ended = (): void => died(new Error('the thread that reads has ended'));
    worker.on('message', heard).on('error', died).on('exit', ended);
    worker.postMessage(asked);
  });
}
