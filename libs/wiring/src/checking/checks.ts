import type { VerifyFile } from '@outturn/application';
import type { Progress, ReplayReport, VerifiedLedger } from '@outturn/ledger';
import type { OpenLedgers } from '../open-ledgers.js';
import type { ReadingThreadData } from '../reading/reading-threads.js';
import { ImportQueue } from '../writing/import-queue.js';
import { inThread, verifyLargeBeside } from './check-thread.js';

/** How whole ledgers are read for what is wrong with them. */
export interface Checks {
  readonly verify: VerifyFile;
  replay(ledger: string, to: number | undefined, onProgress: Progress): Promise<ReplayReport>;
}

/** The token under which they are injected. */
export const CHECKS = Symbol('checks');

/** As a terminal command has them, which serves nobody meanwhile. */
export const checksHere = ({ store }: OpenLedgers): Checks => ({
  verify: verifyLargeBeside,
  replay: (ledger, to, onProgress) => store.replay(ledger, to, onProgress),
});

/** How many checks of a service run at once; the others wait. */
const AT_ONCE = 2;

/** As a service has them: however small a ledger is, nobody who is served waits for its check. */
export function checksBeside(where: ReadingThreadData, script?: string): Checks {
  const queue = new ImportQueue(AT_ONCE, Infinity);
  const thread = script === undefined ? {} : { script };
  return {
    verify: (file, onProgress) =>
      queue.run(file.ledger, () => inThread<VerifiedLedger>({ kind: 'verify', file }, onProgress, thread)),
    replay: (ledger, to, onProgress) =>
      queue.run(ledger, () =>
        inThread<ReplayReport>(
          { kind: 'replay', where, ledger, ...(to === undefined ? {} : { to }) },
          onProgress,
          thread,
        ),
      ),
  };
}
