import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { carry } from '../carried-error.js';
import { LedgerFollower } from '../ledger-follower.js';
import { OpenLedgers } from '../open-ledgers.js';
import { InProcessWriter, revive, told } from './ledger-writer.js';
import { Outbox } from './outbox.js';
import {
  pack,
  unpack,
  type Parcel,
  type WriterCall,
  type WriterReply,
  type WriterThreadData,
} from './thread-messages.js';

// The writer's thread: it owns the write connections, so a long transaction holds up nobody who reads.

/** How often it says how its replicas stand, in milliseconds. */
const REPORT_EVERY = 250;

const port = parentPort;
if (port === null) throw new Error('the writer runs in a worker thread');
// All answers of a commit are there before the next one begins, and none waits for it.
const outbox = new Outbox<WriterReply>((replies) => port.postMessage(pack(replies)), queueMicrotask);
const { part, ...where } = workerData as WriterThreadData;
const ledgers = new OpenLedgers({ ...where, part });
const writer = new InProcessWriter(ledgers);
const follower = part === 'follows' ? new LedgerFollower(ledgers) : null;
if (where.store !== undefined) {
  const report = (): void => outbox.add({ reports: ledgers.reports, found: follower?.found ?? true });
  setInterval(report, REPORT_EVERY).unref();
}

async function answer(call: WriterCall): Promise<WriterReply> {
  try {
    switch (call.kind) {
      case 'execute':
        return { id: call.id, outcome: told(await writer.execute(call.ledger, revive(call.request))) };
      case 'import':
        return {
          id: call.id,
          answer: await writer.importFiles(call.ledger, { ...call.request, ...withBuffers(call.request) }),
        };
      case 'probe':
        await writer.probe(call.ledger);
        return { id: call.id, answer: null };
      case 'close':
        await follower?.end();
        await ledgers.close();
        return { id: call.id, answer: null };
    }
  } catch (error) {
    return { id: call.id, error: carry(error) };
  }
}

/** Structured cloning turns a Buffer into a plain byte array. */
function withBuffers({ files, options }: Extract<WriterCall, { kind: 'import' }>['request']) {
  const whole = <File extends { readonly bytes: Uint8Array }>(file: File) => ({
    ...file,
    bytes: Buffer.from(file.bytes),
  });
  const { dictionary, ...rest } = options;
  return {
    files: files.map(whole),
    options: dictionary === undefined ? rest : { ...rest, dictionary: whole(dictionary) },
  };
}

port.on('message', (calls: Parcel<WriterCall>) => {
  for (const call of unpack(calls)) {
    void answer(call).then((reply) => {
      outbox.add(reply);
      if (call.kind === 'close') queueMicrotask(() => port.close());
    });
  }
});
