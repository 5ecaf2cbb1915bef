import { parentPort, workerData } from 'node:worker_threads';
import { codeOf } from '../fault.js';
import { hashing, type ToHash } from './hashing.js';
import type { HashingMessage } from './hashing-thread.js';

const port = parentPort;
if (port === null) throw new Error('this is the part of verify that runs in a worker thread');
const tell = (message: HashingMessage): void => port.postMessage(message);

try {
  const pages = hashing(workerData as ToHash);
  for (let page = pages.next(); ; page = pages.next()) {
    if (page.done === true) {
      tell({ hashed: page.value });
      break;
    }
    tell(page.value);
  }
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  tell({ failed: { name, message, code: codeOf(error) } });
}
