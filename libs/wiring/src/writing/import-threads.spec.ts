import type { ImportReport } from '@outturn/application';
import { ImportThreads, type ImportThread } from './import-threads.js';
import type { FilesToImport } from './ledger-writer.js';

const files = (size: number) =>
  ({ files: [{ name: 'returns.csv', bytes: Buffer.alloc(size) }] }) as unknown as FilesToImport;
const poison = { files: [{ name: 'poison.csv', bytes: Buffer.alloc(1) }] } as unknown as FilesToImport;

/** A thread that dies of one file and takes all others. */
class MortalThread implements ImportThread {
  failure: Error | null = null;
  readonly reports = [];
  closed = false;

  importFiles(_ledger: string, request: FilesToImport): Promise<ImportReport> {
    if (request !== poison) return Promise.resolve({ accepted: 1 } as ImportReport);
    this.failure = new Error('the thread died');
    return Promise.reject(this.failure);
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

describe('the threads that import', () => {
  const started: MortalThread[] = [];
  const threads = () => {
    started.length = 0;
    return new ImportThreads(() => {
      const thread = new MortalThread();
      started.push(thread);
      return thread;
    });
  };

  it('are replaced when one dies, and only its import fails', async () => {
    const imports = threads();
    await expect(imports.importFiles('walsall', poison)).rejects.toThrow('the thread died');
    await expect(imports.importFiles('walsall', files(1))).resolves.toMatchObject({ accepted: 1 });
    await expect(imports.importFiles('dudley', files(1))).resolves.toMatchObject({ accepted: 1 });
    expect(started).toHaveLength(2);
  });

  it('are kept for the next import, unless a large file made one grow', async () => {
    const imports = threads();
    await imports.importFiles('walsall', files(1));
    await imports.importFiles('walsall', files(2_000_000));
    expect(started.map(({ closed }) => closed)).toEqual([true]);
    await imports.importFiles('walsall', files(1));
    expect(started.map(({ closed }) => closed)).toEqual([true, false]);
  });
});
