import { resolveMoment, type Listing, type Moment } from '@outturn/application';
import type { KpiReturnEvent } from '@outturn/domain';
import { allKeys, type Ledger, type LedgerReader, type ViewFold } from '@outturn/ledger';
import { gone, keyOf, view, views } from '@outturn/views';
import { ExampleStore } from './sample-ledger.js';

// The code that docs/how-to/add-a-view.md quotes: a view that Outturn does not keep, over a real ledger.

// docs:start row
/** A figure that was corrected: how often, and by which event last. The reason is the digest of a text. */
export type CorrectedFigure = {
  readonly indicator: string;
  readonly breakdown: string;
  readonly period: string;
  readonly times: number;
  readonly reason: string;
  readonly position: number;
};
// docs:end row

// docs:start view
type Corrected = Extract<KpiReturnEvent, { readonly type: 'KpiReturnCorrected' | 'KpiReturnWithdrawn' }>;

export const correctionView = view<Corrected, CorrectedFigure>({
  name: 'correction',
  version: 1,
  keyOf: ({ data: { indicator, breakdown, period } }) => keyOf(indicator, breakdown, period),
  on: {
    KpiReturnCorrected: (row, { data: { indicator, breakdown, period, reason }, position }) => ({
      indicator,
      breakdown,
      period,
      times: (row?.times ?? 0) + 1,
      reason,
      position,
    }),
    KpiReturnWithdrawn: gone,
  },
});
// docs:end view

// docs:start query
/** The figures that had been corrected by a moment, in the order of their keys. */
export function corrections(reader: LedgerReader, question: Moment): Listing<CorrectedFigure> {
  const { position } = resolveMoment(reader, question);
  const rows = [...reader.rows(correctionView, allKeys, position)].map(({ content }) => content);
  return { ledger: reader.ledger, position, root: reader.rootAt(position), rows };
}
// docs:end query

describe('a view of corrected figures', () => {
  const store = new ExampleStore();
  const withIt = [...views, correctionView];
  const slot = { indicator: 'visits-on-time', breakdown: 'all', period: '2024-25Q1' };
  const definition = { title: 'Visits made on time', unit: 'percent', polarity: 'higher', frequencies: ['quarter'] };
  let ledger: Ledger;

  afterAll(() => store.remove());

  beforeAll(async () => {
    ledger = await store.create('example', { name: 'An example, made up', live: true }, withIt);
    await store.submit(ledger, 'DefineIndicator', { id: slot.indicator, ...definition });
    await store.submit(ledger, 'SubmitReturn', { ...slot, value: '90' });
    await store.submit(ledger, 'SubmitReturn', { ...slot, value: '92', reason: 'A late record' });
    await store.submit(ledger, 'SubmitReturn', { ...slot, value: '94', reason: 'Another late record' });
  });

  // docs:start view-spec
  it('counts corrections, and knows at every position how many there were', () => {
    const times = (knownAt: string) => ledger.read((reader) => corrections(reader, { knownAt }).rows[0]?.times ?? 0);
    // 1 opened, 2 live, 3 defined, 4 submitted, 5 and 6 corrected
    expect(['4', '5', '6'].map(times)).toEqual([0, 1, 2]);
  });

  it('is the same when it is rebuilt from the events', async () => {
    const { differences } = await store.directory(withIt).replay('example', undefined, () => undefined);
    expect(differences).toEqual([]);
  });
  // docs:end view-spec

  it('loses the row when the return is withdrawn, and the past keeps it', async () => {
    await store.submit(ledger, 'WithdrawReturn', { ...slot, reason: 'Wrong quarter' });
    expect(ledger.read((reader) => corrections(reader, { today: '2026-01-31' }).rows)).toEqual([]);
    expect(ledger.read((reader) => corrections(reader, { knownAt: '6' }).rows)).toHaveLength(1);
  });

  it('is rebuilt at the next start when its version is raised', async () => {
    const raised: ViewFold = { ...correctionView, version: 2 };
    const reopened = await store.reopen('example', [...views, raised]);
    expect(reopened.read((reader) => corrections(reader, { knownAt: '6' }).rows)).toMatchObject([{ times: 2 }]);
    const { otherVersions } = await store.directory(withIt).replay('example', undefined, () => undefined);
    expect(otherVersions).toEqual([{ view: 'correction', kept: 2, ours: 1 }]);
  });

  it('leaves a process of the release before unable to write', async () => {
    const outcome = store.submit(ledger, 'SubmitReturn', { ...slot, value: '95' });
    await expect(outcome).rejects.toThrow('taken over by another release');
  });
});
