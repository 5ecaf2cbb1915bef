import { statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { verifyFile, type LedgerFile, type VerifyFile } from '@outturn/application';
import type { ReplayedShare, ReplayBeside, ReplayShare, VerifiedLedger } from '@outturn/ledger';
import { land, type CarriedError } from '../carried-error.js';

/** What a thread of its own can be asked to check. */
export type Check =
  { readonly kind: 'replay'; readonly share: ReplayShare } | { readonly kind: 'verify'; readonly file: LedgerFile };

export type CheckMessage =
  | { readonly position: number; readonly of: number }
  | { readonly answer: ReplayedShare | VerifiedLedger }
  | { readonly error: CarriedError };

/**
 * Nothing lives long in a check but what it has to remember. Left alone, V8 would give it up to 134 MB for what is young.
 */
const LIMITS = { maxYoungGenerationSizeMb: 24 };

/** Below this many bytes a ledger is verified before a thread has started. */
const LARGE = 20_000_000;

/** Node starts no thread with TypeScript: where the sources run as they are, the thread that is asked does all itself. */
const isCompiled = extname(__filename) === '.js';

async function inThread<Answer extends ReplayedShare | VerifiedLedger>(
  check: Check,
  onProgress: (position: number, of: number) => void,
  signal?: AbortSignal,
): Promise<Answer> {
  const worker = new Worker(join(__dirname, 'check.worker.js'), {
    workerData: check,
    resourceLimits: LIMITS,
  });
  signal?.addEventListener('abort', () => void worker.terminate());
  const answer = new Promise<Answer>((resolve, reject) => {
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
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread that checks the ledger has ended')));
  });
  try {
    return await answer;
  } finally {
    await worker.terminate();
  }
}

/** Replays a share with this release's views in a thread of its own, which takes a third of a second to start. */
export const replayBeside: ReplayBeside = {
  fromEvents: isCompiled ? 50_000 : Infinity,
  replay: (share, onProgress, signal) => inThread<ReplayedShare>({ kind: 'replay', share }, onProgress, signal),
};

/** Verifies a large ledger in a thread of its own, so that whoever is served meanwhile doesn't wait for it. */
export const verifyBeside: VerifyFile = (file, onProgress) =>
  !isCompiled || statSync(file.path).size < LARGE
    ? verifyFile(file, onProgress)
    : inThread<VerifiedLedger>({ kind: 'verify', file }, onProgress);
