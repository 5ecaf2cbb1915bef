import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { readEvent } from '@outturn/application';
import { replayShare, type ReplayShare } from '@outturn/ledger';
import { views } from '@outturn/views';
import type { ReplayMessage } from './replay-thread.js';

const port = parentPort;
if (port === null) throw new Error('this is the share of a replay that runs in a worker thread');
const tell = (message: ReplayMessage): void => port.postMessage(message);

const steps = replayShare(workerData as ReplayShare, { views, readEvent });
for (let step = steps.next(); ; step = steps.next()) {
  if (step.done === true) {
    tell({ replayed: step.value });
    break;
  }
  tell({ position: step.value });
}
