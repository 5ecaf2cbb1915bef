import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { readEvent, verifyFile } from '@outturn/application';
import { replayShare, type ReplayedShare, type ReplayReport, type VerifiedLedger } from '@outturn/ledger';
import { views } from '@outturn/views';
import { carry } from '../carried-error.js';
import { OpenLedgers } from '../open-ledgers.js';
import type { Check, CheckMessage } from './check-thread.js';

const port = parentPort;
if (port === null) throw new Error('this is the part of a check that runs in a worker thread');
const tell = (message: CheckMessage): void => port.postMessage(message);
const progress = (position: number, of: number): void => tell({ position, of });

async function answer(check: Check): Promise<ReplayedShare | VerifiedLedger | ReplayReport> {
  switch (check.kind) {
    case 'verify':
      return verifyFile(check.file, progress);
    case 'replay': {
      const { where, ledger, to } = check;
      const { follows, ...rest } = where;
      const ledgers = new OpenLedgers({ ...rest, part: follows ? 'reads' : 'command' });
      try {
        return await ledgers.store.replay(ledger, to, progress);
      } finally {
        await ledgers.close();
      }
    }
    case 'share': {
      const steps = replayShare(check.share, { views, readEvent });
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done === true) return step.value;
        progress(step.value, check.share.position);
      }
    }
  }
}

answer(workerData as Check).then(
  (found) => tell({ answer: found }),
  (error: unknown) => tell({ error: carry(error) }),
);
