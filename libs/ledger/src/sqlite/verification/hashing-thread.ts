import { on } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Hashed, HashedPage, ToHash } from './hashing.js';

export type HashingMessage = HashedPage | { readonly hashed: Hashed } | { readonly failed: CarriedError };

/** What a damaged file is known by: cloning an error would lose its code. */
export interface CarriedError {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

/** Nothing lives longer than a page of events; left alone, V8 would give the thread 67 MB for what is young. */
const LIMITS = { maxYoungGenerationSizeMb: 12 };

/** The same as `hashing`, in a thread of its own. */
export async function* hashingInThread(what: ToHash): AsyncGenerator<HashedPage, Hashed> {
  const worker = new Worker(join(__dirname, `hashing.worker${extname(__filename)}`), {
    workerData: what,
    resourceLimits: LIMITS,
  });
  try {
    for await (const [message] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[HashingMessage]>) {
      if ('hashed' in message) return message.hashed;
      if ('failed' in message) throw Object.assign(new Error(message.failed.message), message.failed);
      yield message;
    }
    throw new Error('the thread that hashes the events has ended');
  } finally {
    await worker.terminate();
  }
}
