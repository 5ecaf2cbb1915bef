import { CloseMigration, RecordAction } from '@outturn/domain';
import { resolveMoment, type Moment } from './known-at.js';
import { QueryRefused } from './query-refused.js';
import { temporaryLedger } from './temporary-ledger.fixture.js';

const store = temporaryLedger();
const resolve = (moment: Moment) => store.ledger.read((reader) => resolveMoment(reader, moment));
const define = (id: string, occurred: string) =>
  store.import({
    'indicators.csv': ['id,title,unit,polarity,frequencies,occurred', `${id},${id},percent,higher,year,${occurred}`],
  });

describe('a date', () => {
  it('means the whole day in London, summer time included', async () => {
    await define('last-minute', '2012-05-31T22:30:00.000Z');
    await define('next-day', '2012-05-31T23:30:00.000Z');
    expect(resolve({ knownAt: '2012-05-30' }).position).toBe(1);
    expect(resolve({ knownAt: '2012-05-31' }).position).toBe(2);
    expect(resolve({ knownAt: '2012-06-01' }).position).toBe(3);
  });

  it('means the whole day in London, winter included', async () => {
    await define('last-minute', '2012-01-31T23:59:59.999Z');
    await define('next-day', '2012-02-01T00:00:00.000Z');
    expect(resolve({ knownAt: '2012-01-31' }).position).toBe(2);
  });

  it('before anything was told finds the ledger as it was opened', async () => {
    await store.accept(CloseMigration, {});
    expect(resolve({ knownAt: '2012-01-31' })).toEqual({ position: 1, asAt: '2012-01-31' });
  });

  it('after the last event means all there is, and says nothing of what comes later', async () => {
    await define('a', '2012-05-14');
    expect(resolve({ knownAt: '2031-01-01' })).toEqual({ position: 2, asAt: '2031-01-01' });
  });

  it('may be written as people write it', () => {
    expect(resolve({ knownAt: '31 May 2012' })).toEqual(resolve({ knownAt: '2012-05-31' }));
    expect(resolve({ knownAt: '31/05/2012', asAt: '1/5/2012' })).toMatchObject({ asAt: '2012-05-01' });
  });

  it.each(['2012-02-30', 'yesterday', '', '-1', '1.5', '0212-05-14', '9012-05-14', '12 ', '１２'])(
    'must be one that a figure can be about, or digits: "%s" is refused by its parameter',
    (knownAt) => {
      expect(() => resolve({ knownAt })).toThrow(QueryRefused);
      expect(() => resolve({ knownAt })).toThrow(`knownAt "${knownAt}" must be a date such as 2012-07-31`);
    },
  );
});

describe('digits alone', () => {
  it('are a position, even where they could be a year', async () => {
    expect(resolve({ knownAt: '1' })).toMatchObject({ position: 1 });
    expect(() => resolve({ knownAt: '2012' })).toThrow('is past the head: this ledger has 1 events');
  });

  it('past the head are refused, by how far the ledger goes', () => {
    expect(() => resolve({ knownAt: '2' })).toThrow(
      new QueryRefused('knownAt', '2', 'is past the head: this ledger has 1 events'),
    );
  });

  it('may be 0: before the first event', () => {
    expect(resolve({ knownAt: '0' }).position).toBe(0);
  });

  it('inside a batch mean the position before it, and at its end all of it', async () => {
    await store.import({
      'indicators.csv': [
        'id,title,unit,polarity,frequencies,occurred',
        ...['a', 'b', 'c'].map((id) => `${id},${id},percent,higher,year,2012-05-14`),
      ],
    });
    expect(store.head).toBe(4);
    expect(['1', '2', '3', '4'].map((knownAt) => resolve({ knownAt }).position)).toEqual([1, 1, 1, 4]);
  });
});

describe('what is known when nothing is said', () => {
  it('is the head, whatever the clock of the machine says', async () => {
    await define('a', '2012-05-14');
    store.clock.at = '2031-01-01T00:00:00.000Z';
    expect(resolve({ today: '2031-01-01' })).toEqual({ position: 2, asAt: '2012-05-14' });
  });
});

describe('now', () => {
  const now = (today: string): string => resolve({ today }).asAt;

  it('is the day of the last thing told for as long as a ledger is open for migration', async () => {
    await define('a', '2012-05-14');
    expect(now('2031-01-01')).toBe('2012-05-14');
    await store.accept(CloseMigration, {});
    expect(now('2031-01-01')).toBe('2031-01-01');
  });

  it('goes on in a live ledger in which nothing happens', async () => {
    await store.accept(CloseMigration, {});
    expect(['2026-05-01', '2026-05-02', '2028-02-29', '2031-01-01'].map(now)).toEqual([
      '2026-05-01',
      '2026-05-02',
      '2028-02-29',
      '2031-01-01',
    ]);
  });

  it('is not the day of a past that is asked about: that is judged on its own', async () => {
    await define('a', '2012-05-14');
    await store.accept(CloseMigration, {});
    store.clock.at = '2026-06-30T23:30:00.000Z';
    await store.accept(RecordAction, { ref: 'a', action: 'Train all members' });
    const asked = (moment: Moment) => resolve({ ...moment, today: '2031-01-01' }).asAt;
    expect(asked({ knownAt: '2' })).toBe('2012-05-14');
    expect(asked({ knownAt: '2026-05-01' })).toBe('2026-05-01');
    // Half past eleven at night by universal time is the next day in a London summer.
    expect(asked({ knownAt: '4' })).toBe('2026-07-01');
    expect(asked({ asAt: '2012-03-31' })).toBe('2012-03-31');
  });

  it('needs a day from whoever asks: a ledger has no clock', async () => {
    await store.accept(CloseMigration, {});
    expect(() => resolve({})).toThrow('came without the day that its edge calls today');
  });
});

describe('by recorded time', () => {
  it('a date asks what the ledger had truly recorded by then', async () => {
    await define('a', '2012-05-14');
    store.clock.at = '2026-05-03T09:00:00.000Z';
    await define('b', '2012-05-15');
    expect(resolve({ knownAt: '2012-12-31', byRecordedAt: true }).position).toBe(0);
    expect(resolve({ knownAt: '2026-05-01', byRecordedAt: true }).position).toBe(2);
    expect(resolve({ knownAt: '2026-05-02', byRecordedAt: true }).position).toBe(2);
    expect(resolve({ knownAt: '2026-05-03', byRecordedAt: true }).position).toBe(3);
    expect(resolve({ knownAt: '2012-12-31' }).position).toBe(3);
  });
});

describe('the date that figures are asked as at', () => {
  it('is what was asked for', async () => {
    await define('a', '2012-05-14');
    expect(resolve({ asAt: '2012-03-31' })).toEqual({ position: 2, asAt: '2012-03-31' });
  });

  it('is the date of what was known when nothing is said: the date asked for, or that of the position', async () => {
    await define('a', '2012-05-14');
    await define('b', '2012-05-31T23:30:00.000Z');
    expect(resolve({ knownAt: '2012-05-20' }).asAt).toBe('2012-05-20');
    expect(resolve({ knownAt: '2' }).asAt).toBe('2012-05-14');
    expect(resolve({ knownAt: '3' }).asAt).toBe('2012-06-01');
    expect(resolve({}).asAt).toBe('2012-06-01');
  });

  it('is the day of recording while nothing that was told has a date', async () => {
    await store.import({ 'indicators.csv': ['id,title,unit,polarity,frequencies', 'a,A,percent,higher,year'] });
    await store.import({ 'returns.csv': ['indicator,period,value', 'a,2022-23,77'] });
    expect(resolve({}).asAt).toBe('2026-05-01');
    expect(store.ask('scorecard', {}).rows).toMatchObject([{ indicator: 'a', period: '2022-23', value: '77' }]);
  });

  it.each(['2012-02-30', '0212-05-14', '9012-05-14', 'now', '41'])(
    'must be a date that a figure can be about: not "%s"',
    (asAt) => {
      expect(() => resolve({ asAt })).toThrow(new QueryRefused('asAt', asAt, 'must be a date such as 2017-11-30'));
    },
  );
});

describe('an empty ledger', () => {
  const empty = temporaryLedger('dudley', { opened: false });

  it('answers of nothing, on a day before every figure', () => {
    expect(empty.ask('scorecard', {})).toMatchObject({ position: 0, rows: [], asAt: '1000-01-01' });
    expect(empty.ask('scorecard', { knownAt: '2026-05-01' })).toMatchObject({ position: 0, rows: [] });
  });
});
