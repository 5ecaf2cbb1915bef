import Database from 'better-sqlite3';
import type { EventEnvelope } from '@outturn/kernel';
import { latest } from '../contract/contract-views.js';
import { createViewTable, ViewRows } from './view-rows.js';

describe('the rows of views', () => {
  it('take a batch of more events than a call can have arguments: a release may have a million cells', () => {
    const db = new Database(':memory:');
    createViewTable(db, latest);
    const batch = Array.from(
      { length: 150_000 },
      (_, at) =>
        ({ position: at + 1, entity: `cell/${at}`, type: 'Said', data: { value: at } }) as unknown as EventEnvelope,
    );
    expect(new ViewRows(db, [latest]).apply(batch, true)).toHaveLength(150_000);
    db.close();
  });
});
