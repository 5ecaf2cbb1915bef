import { join } from 'node:path';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import type { CommandRequest, ImportReport } from '@outturn/application';
import { StorageFailed, type ReplicaReport } from '@outturn/ledger';
import { land } from '../carried-error.js';
import { LedgerWriter, type FilesToImport, type ToldOutcome } from './ledger-writer.js';
import { Outbox } from './outbox.js';
import {
  pack,
  unpack,
  type Parcel,
  type WriterCall,
  type WriterReply,
  type WriterThreadData,
} from './thread-messages.js';

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

type Unnumbered<Call> = Call extends unknown ? Omit<Call, 'id'> : never;

/** Writes in a thread of its own. Whatever queues up there while a commit runs shares the next one. */
export class WriterThread extends LedgerWriter {
  private readonly worker: Worker;
  private readonly outbox: Outbox<WriterCall>;
  private readonly waiting = new Map<number, Waiting>();
  failure: Error | null = null;
  reports: readonly ReplicaReport[] = [];
  found = false;
  private calls = 0;

  /**
   * @param limits how much memory it may have, above which it dies; left out, what V8 gives it
   * @param deathOf what whoever waits is told when it comes to an end that nobody asked for
   */
  constructor(
    data: WriterThreadData,
    limits: ResourceLimits = {},
    deathOf = (cause: Error): Error => new StorageFailed('the writer thread died; start the service again', { cause }),
    script = join(__dirname, 'writer-thread.worker.js'),
  ) {
    super();
    this.worker = new Worker(script, { workerData: data, resourceLimits: limits });
    // Requests that were read from their sockets in one turn leave together.
    this.outbox = new Outbox((calls) => this.worker.postMessage(pack(calls)), setImmediate);
    this.worker.on('message', (replies: Parcel<WriterReply>) => {
      for (const reply of unpack(replies)) this.settle(reply);
    });
    this.worker.on('error', (error) => this.fail(deathOf(error)));
    this.worker.on('exit', () => this.fail(deathOf(new Error('the thread has ended'))));
  }

  protected carryOut(ledger: string, request: CommandRequest): Promise<ToldOutcome> {
    return this.call({ kind: 'execute', ledger, request }) as Promise<ToldOutcome>;
  }

  protected takeFiles(ledger: string, request: FilesToImport): Promise<ImportReport> {
    return this.call({ kind: 'import', ledger, request }) as Promise<ImportReport>;
  }

  protected async writeNothing(ledger: string): Promise<void> {
    await this.call({ kind: 'probe', ledger });
  }

  async close(): Promise<void> {
    if (this.failure !== null) return;
    await this.call({ kind: 'close' });
    await this.worker.terminate();
  }

  private call(call: Unnumbered<WriterCall>): Promise<unknown> {
    if (this.failure !== null) return Promise.reject(this.failure);
    const id = ++this.calls;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.outbox.add({ ...call, id });
    });
  }

  private settle(reply: WriterReply): void {
    if ('reports' in reply) {
      this.reports = reply.reports;
      this.found = reply.found;
      return;
    }
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if ('error' in reply) waiting?.reject(land(reply.error));
    else waiting?.resolve('outcome' in reply ? reply.outcome : reply.answer);
  }

  /** Whoever still waits is told that the outcome is unknown to this process; a retry with the same key settles it. */
  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }
}
