import { renameSync, rmSync } from 'node:fs';
import { TamperedLedger } from '../../ledger/src/sqlite/verification/tampered-ledger.fixture.js';
import type { TemporaryLedger } from './temporary-ledger.fixture.js';

/** Does something to the file of a ledger behind its back, and opens it again. */
export async function tamper(store: TemporaryLedger, change: (ledger: TamperedLedger) => void): Promise<void> {
  await store.ledger.close();
  const path = store.directory.fileOf(store.ledger.id);
  const ledger = TamperedLedger.copyOf(path, `${path}.tampered`);
  change(ledger);
  ledger.close();
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(`${path}.tampered`, path);
  await store.reopen();
}
