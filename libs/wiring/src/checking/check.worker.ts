import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { readEvent, verifyFile } from '@outturn/application';
import { replayShare, type ReplayedShare, type VerifiedLedger } from '@outturn/ledger';
import { views } from '@outturn/views';
import { carry } from '../carried-error.js';
import type { Check, CheckMessage } from './check-thread.js';

const port = parentPort;
if (port === null) throw new Error('this is the part of a check that runs in a worker thread');
const tell = (message: CheckMessage): void => port.postMessage(message);

async function answer(check: Check): Promise<ReplayedShare | VerifiedLedger> {
  if (check.kind === 'verify') return verifyFile(check.file, (position, of) => tell({ position, of }));
  const { share } = check;
  const steps = replayShare(share, { views, readEvent });
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    tell({ position: step.value, of: share.position });
  }
}

answer(workerData as Check).then(
  (found) => tell({ answer: found }),
  (error: unknown) => tell({ error: carry(error) }),
);
