import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { AHEAD, pack, type ReadingMessage, type ToRead } from './reading-thread.js';
import { openStreamStore } from './stream-stores.js';
import { streamPages } from './stream-pages.js';
import { TextStreams } from './text-streams.js';

/** How many records one read asks for. They are taken in together: many at once touch fewer pages of the indexes. */
const PAGE = 5_000;

const port = parentPort;
if (port === null) throw new Error('this is the part of a replica that reads in a worker thread');
const tell = (message: ReadingMessage): void => port.postMessage(message);

let room = AHEAD;
port.on('message', () => (room += 1));

const read = async ({ settings, ledger, from, to }: ToRead): Promise<void> => {
  // Whoever asked is the one to be patient with a store that gives no answer.
  const store = openStreamStore({ ...settings, patience: { ...settings.patience, settle: 0 } });
  try {
    const streams = new TextStreams(store, ledger);
    for await (const records of streamPages(store, store.names.ledger(ledger), from, to, PAGE)) {
      const places = records.flatMap((record) => (record.kind === 'beside' ? record.beside.texts : []));
      const texts = await streams.read(places.map(({ digest }) => digest));
      while (room === 0) await once(port, 'message');
      room -= 1;
      tell(pack({ records, texts }));
    }
  } finally {
    await store.dispose();
  }
};

void read(workerData as ToRead)
  .catch(() => undefined)
  .finally(() => tell('over'));
