import type { KeyRange, LedgerReader, ViewFold, ViewRow } from '@outturn/ledger';
import { keyOf } from '@outturn/views';

import { KnownNames } from './known-names.js';

/** A ledger with many breakdowns and areas of one indicator, that counts the rows that it is asked for. */
class CountedRows {
  read = 0;

  constructor(
    private readonly rowsOf: Readonly<Record<string, readonly (readonly [key: string, content: object])[]>>,
  ) {}

  *rows(
    view: string | ViewFold,
    { from, to }: KeyRange,
    _position: number,
    limit = Number.POSITIVE_INFINITY,
  ): Iterable<ViewRow> {
    const all = this.rowsOf[typeof view === 'string' ? view : view.name] ?? [];
    for (const [key, content] of all
      .filter(([each]) => (from === undefined || each >= from) && (to === undefined || each < to))
      .slice(0, limit)) {
      this.read += 1;
      yield { key, content } as ViewRow;
    }
  }
}

const breakdowns = Array.from({ length: 5_000 }, (_, at) => `ward=${String(at).padStart(4, '0')}`);
const ledger = (): { rows: CountedRows; names: KnownNames } => {
  const rows = new CountedRows({
    figure: breakdowns.map((breakdown) => [keyOf('eet', breakdown, '2016-17'), { breakdown }]),
    benchmark: breakdowns.map((_, at) => [
      keyOf('eet', 'all', `Area ${String(at).padStart(4, '0')}`, '2016-17'),
      { breakdown: 'all', area: `Area ${String(at).padStart(4, '0')}`, areaCode: String(at) },
    ]),
  });
  return { rows, names: new KnownNames(rows as unknown as LedgerReader) };
};

describe('the names of a ledger with thousands of breakdowns', () => {
  it('are not all read when a breakdown that is there gets a figure for another period', () => {
    const { rows, names } = ledger();
    expect(names.twinOf('breakdown of eet', 'ward=4321')).toBeNull();
    expect(rows.read).toBe(1);
  });

  it('are read once in a transaction when a breakdown is new, and its twin is found', () => {
    const { rows, names } = ledger();
    expect(names.twinOf('breakdown of eet', 'Ward=0007')).toBe('ward=0007');
    const { read } = rows;
    expect(names.twinOf('breakdown of eet', 'ward=9999')).toBeNull();
    expect(rows.read).toBe(read);
  });

  it('are not all read when an area that is compared gets a cell for another period', () => {
    const { rows, names } = ledger();
    const cell = { indicator: 'eet', breakdown: 'all', area: 'Area 0042' };
    expect(names.isCompared({ ...cell, areaCode: '42' })).toBe(true);
    expect(names.isCompared(cell)).toBe(true);
    expect(names.isCompared({ ...cell, areaCode: '43' })).toBe(false);
    expect(rows.read).toBe(3);
  });
});
