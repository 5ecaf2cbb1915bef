import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReplayedShare, ReplayInThread } from '@outturn/ledger';

export type ReplayMessage = { readonly position: number } | { readonly replayed: ReplayedShare };

/** Replays a share with this release's views in a thread of its own. */
export const replayInThread: ReplayInThread = (share, onProgress, signal) =>
  new Promise<ReplayedShare>((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'replay.worker.js'), { workerData: share });
    signal.addEventListener('abort', () => void worker.terminate());
    worker.on('message', (message: ReplayMessage) => {
      try {
        if ('position' in message) onProgress(message.position);
        else resolve(message.replayed);
      } catch (error) {
        // Whoever hears of the progress may have had enough.
        reject(error as Error);
      }
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread that replays half of the ledger has ended')));
  });
