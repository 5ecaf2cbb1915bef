import { statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { verifyFile, type LedgerFile, type VerifyFile } from '@outturn/application';
import {
  LedgerBusy,
  type ReplayBeside,
  type ReplayedShare,
  type ReplayReport,
  type ReplayShare,
  type VerifiedLedger,
} from '@outturn/ledger';
import { land, type CarriedError } from '../carried-error.js';
import type { ReadingThreadData } from '../reading/reading-threads.js';

/** What a thread of its own can be asked to check. */
export type Check =
  | { readonly kind: 'share'; readonly share: ReplayShare }
  | { readonly kind: 'verify'; readonly file: LedgerFile }
  | { readonly kind: 'replay'; readonly where: ReadingThreadData; readonly ledger: string; readonly to?: number };

type Found = ReplayedShare | VerifiedLedger | ReplayReport;

export type CheckMessage =
  { readonly position: number; readonly of: number } | { readonly answer: Found } | { readonly error: CarriedError };

/**
 * Nothing lives long in a check but what it has to remember. Left alone, V8 would give it up to 134 MB for what is young.
 */
const LIMITS = { maxYoungGenerationSizeMb: 24 };

/** A terminal command verifies a ledger of fewer bytes before a thread has started. */
const LARGE = 20_000_000;

/** Node starts no thread with TypeScript: where the sources run as they are, the thread that is asked does all itself. */
export const canCheckBeside = extname(__filename) === '.js';

const SCRIPT = join(__dirname, 'check.worker.js');

/**
 * Has a thread of its own check something.
 * @throws LedgerBusy where the thread comes to an end before it is done, and whatever the check throws
 */
export async function inThread<Answer extends Found>(
  check: Check,
  onProgress: (position: number, of: number) => void,
  { signal, script = SCRIPT }: { readonly signal?: AbortSignal; readonly script?: string } = {},
): Promise<Answer> {
  const worker = new Worker(script, { workerData: check, resourceLimits: LIMITS });
  signal?.addEventListener('abort', () => void worker.terminate());
  const answer = new Promise<Answer>((resolve, reject) => {
    const died = (cause: Error): void =>
      reject(new LedgerBusy('this check came to an end before it was done: begin it again', { cause }));
    worker.on('message', (message: CheckMessage) => {
      try {
        if ('position' in message) onProgress(message.position, message.of);
        else if ('answer' in message) resolve(message.answer as Answer);
        else reject(land(message.error));
      } catch (error) {
        // Whoever hears of the progress may have had enough.
        reject(error as Error);
      }
    });
    worker.on('error', died);
    worker.on('exit', () => died(new Error('the thread that checks the ledger has ended')));
  });
  try {
    return await answer;
  } finally {
    await worker.terminate();
  }
}

/** Replays a share with this release's views in a thread of its own, which takes a third of a second to start. */
export const replayBeside: ReplayBeside = {
  fromEvents: canCheckBeside ? 50_000 : Infinity,
  replay: (share, onProgress, signal) => inThread<ReplayedShare>({ kind: 'share', share }, onProgress, { signal }),
};

/** Verifies a large ledger in a thread of its own, since two halves of the work go on at once there. */
export const verifyLargeBeside: VerifyFile = (file, onProgress) =>
  !canCheckBeside || statSync(file.path).size < LARGE
    ? verifyFile(file, onProgress)
    : inThread<VerifiedLedger>({ kind: 'verify', file }, onProgress);
