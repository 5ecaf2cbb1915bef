import { SubmitReturn } from '@outturn/domain';
import { temporaryLedger } from '../temporary-ledger.fixture.js';
import type { JournalAsked } from './journal.js';

const store = temporaryLedger();
beforeEach(async () => {
  await store.import(
    {
      'indicators.csv': [
        'id,title,unit,polarity,frequencies,occurred',
        'cl-eet,A,percent,higher,quarter,2017-01-01',
        'cl-eet-19,B,percent,higher,quarter,2017-01-01',
      ],
      'returns.csv': [
        'indicator,period,value,commentary,occurred',
        'cl-eet,2017-18Q1,60,,2017-07-31',
        'cl-eet,2017-18Q2,77,Good.,2017-11-30',
        'cl-eet-19,2017-18Q2,10,,2017-11-30',
      ],
    },
    { by: { actor: 'mary' } },
  );
  await store.accept(
    SubmitReturn,
    { indicator: 'cl-eet', period: '2017-18Q2', value: '78', commentary: 'Good.', reason: 'Late.' },
    { actor: 'john' },
  );
});
const positions = (question: JournalAsked) => store.ask('journal', question).rows.map(({ position }) => position);

describe('the journal of a ledger', () => {
  it('is its events, the newest first, with their texts as words', () => {
    const { rows, position, before } = store.ask('journal', {});
    expect(rows.map((row) => row.position)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(rows[0]?.texts).toEqual({ commentary: 'Good.', reason: 'Late.' });
    expect([position, before]).toEqual([8, null]);
  });

  it.each([
    ['an entity', { entity: 'return/cl-eet/all/2017-18Q2' }, [8, 5]],
    ['the beginning of several entities, part by part', { entity: 'return/cl-eet' }, [8, 5, 4]],
    ['a type', { type: 'IndicatorDefined' }, [3, 2]],
    ['a person', { actor: 'john' }, [8, 7]],
    ['all of them together', { entity: 'return', actor: 'mary', until: '2017-10-01' }, [4]],
  ])('is narrowed by %s', (_what, question, expected) => expect(positions(question)).toEqual(expected));

  it('is narrowed by the days on which events became known, both included', () => {
    expect(positions({ since: '2017-07-31', until: '2017-11-30' })).toEqual([6, 5, 4]);
    expect(positions({ since: '2017-08-01', until: '2017-11-29' })).toEqual([]);
    expect(positions({ since: '2017-12-01' })).toEqual([8, 7]);
  });

  it('comes in pages, each of which says where the next begins', () => {
    const first = store.ask('journal', { limit: 3 });
    expect([first.rows.map(({ position }) => position), first.before]).toEqual([[8, 7, 6], 6]);
    const second = store.ask('journal', { limit: 3, before: 6 });
    expect([second.rows.map(({ position }) => position), second.before]).toEqual([[5, 4, 3], 3]);
    const last = store.ask('journal', { limit: 3, before: 3 });
    expect([last.rows.map(({ position }) => position), last.before]).toEqual([[2, 1], null]);
    expect(positions({ before: 1 })).toEqual([]);
  });

  it('ends where its pages end exactly', () => {
    expect(store.ask('journal', { limit: 8 }).before).toBeNull();
  });

  it('holds nothing that was not known at the moment', () => {
    expect(positions({ knownAt: '2017-08-01' })).toEqual([4, 3, 2, 1]);
    expect(store.ask('journal', { knownAt: '2017-08-01' }).position).toBe(4);
  });

  it('says which day is none', () => {
    expect(() => positions({ since: '2017-02-30' })).toThrow('since "2017-02-30" must be a date such as 2012-07-31');
  });
});
