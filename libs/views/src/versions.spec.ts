import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KpiReturnEvent } from '@outturn/domain';
import { LedgerDirectory, type Ledger, type ProposedBatch } from '@outturn/ledger';
import { keyOf, views } from './index.js';

// How a ledger keeps what the views fold: one version for each key and batch, and none is ever changed.

const slot = { indicator: 'stability', breakdown: 'all', period: '2017-18Q2' };
const figure = {
  ...slot,
  computed: null,
  numerator: null,
  denominator: null,
  symbol: null,
  qualifier: null,
  status: 'final',
  commentary: null,
  source: null,
  extractedOn: null,
  sourceDigest: null,
} as const;
const submitted = (value: string): KpiReturnEvent => ({
  type: 'KpiReturnSubmitted',
  schemaVersion: 2,
  data: { ...figure, value, warnings: [], definition: 1 },
});
const corrected = (value: string): KpiReturnEvent => ({
  type: 'KpiReturnCorrected',
  schemaVersion: 2,
  data: { ...figure, value, warnings: [], definition: 1, reason: 'sha256:1' },
});
const withdrawn: KpiReturnEvent = {
  type: 'KpiReturnWithdrawn',
  schemaVersion: 1,
  data: { ...slot, reason: 'sha256:2' },
};

let folder: string;
let ledger: Ledger;
let version: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-views-'));
  const directory = new LedgerDirectory(folder, {
    views,
    readEvent: (event) => event,
    clock: { now: () => '2024-05-01T09:00:00.000Z' },
  });
  await directory.create('walsall');
  ledger = await directory.open('walsall');
  version = 0;
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

const batch = (events: readonly KpiReturnEvent[]): ProposedBatch => {
  const first = version + 1;
  version += events.length;
  return {
    id: `batch ${first}`,
    events: events.map((event, index) => ({
      ...event,
      entity: 'return/stability/all/2017-18Q2',
      entityVersion: first + index,
      eventId: `event ${first + index}`,
    })),
    clock: 'live',
    actor: 'tester',
    actorAssurance: 'asserted',
    via: 'import',
    commandId: `command ${first}`,
    commandDigest: '',
    correlationId: '',
    causationId: null,
  };
};
const append = (...events: readonly KpiReturnEvent[]) =>
  ledger.write(() => ({ batches: [batch(events)], answer: () => undefined }));
const versionAt = (position: number) => {
  const row = ledger.read((reader) => reader.row('figure', keyOf('stability', 'all', '2017-18Q2'), position));
  return row === null ? null : [row.fromPosition, row.content['value'], row.content['position']];
};

describe('a row', () => {
  it('has a version from each batch that touched it, and each stays as it was', async () => {
    await append(submitted('77'));
    await append(corrected('78'));
    expect([0, 1, 2].map(versionAt)).toEqual([null, [1, '77', 1], [2, '78', 2]]);
  });

  it('has one version from a batch, however often the batch touched it: from its end, with what it came to', async () => {
    await append(submitted('77'), corrected('78'), corrected('79'));
    expect([0, 1, 2, 3].map(versionAt)).toEqual([null, null, null, [3, '79', 3]]);
  });

  it('has an empty version from a withdrawal, and none from a batch in which it came and went', async () => {
    await append(submitted('77'));
    await append(withdrawn);
    await append(submitted('78'), withdrawn);
    expect([1, 2, 4].map(versionAt)).toEqual([[1, '77', 1], null, null]);
    await append(submitted('79'));
    expect([1, 4, 5].map(versionAt)).toEqual([[1, '77', 1], null, [5, '79', 5]]);
  });
});
