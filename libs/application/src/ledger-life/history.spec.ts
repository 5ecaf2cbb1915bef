import { RedactText, SubmitReturn } from '@outturn/domain';
import { temporaryLedger } from '../temporary-ledger.fixture.js';
import type { HistoryAsked } from './history.js';

const store = temporaryLedger();
beforeEach(async () => {
  await store.import({
    'indicators.csv': [
      'id,title,unit,polarity,frequencies',
      'a,A,percent,higher,quarter',
      'b,B,percent,higher,quarter',
    ],
    'returns.csv': ['indicator,period,value,commentary', 'a,2017-18Q2,77,Good.', 'b,2017-18Q2,10,'],
  });
  await store.accept(SubmitReturn, {
    indicator: 'a',
    period: '2017-18Q2',
    value: '78',
    commentary: 'Good.',
    reason: 'Late.',
  });
});
const positions = (question: HistoryAsked) => store.ask('history', question).rows.map(({ position }) => position);

describe('the history of a ledger', () => {
  it('is its events, oldest first, as they lie, with their texts as words', () => {
    const { rows, position } = store.ask('history', {});
    expect(rows.map(({ texts: _texts, undated: _undated, ...event }) => event)).toEqual(store.events);
    expect(rows.at(-1)?.texts).toEqual({ commentary: 'Good.', reason: 'Late.' });
    expect(position).toBe(7);
  });

  it('may be that of one entity', () => {
    expect(positions({ entity: 'return/a/all/2017-18Q2' })).toEqual([4, 7]);
    expect(positions({ entity: 'return/none' })).toEqual([]);
  });

  it('may be a stretch of positions, both ends included', () => {
    expect(positions({ from: 3, to: 5 })).toEqual([3, 4, 5]);
    expect(positions({ from: 6 })).toEqual([6, 7]);
    expect(positions({ from: 6, to: 99 })).toEqual([6, 7]);
    expect(positions({ entity: 'return/a/all/2017-18Q2', from: 5 })).toEqual([7]);
    expect(positions({ from: 5, to: 4 })).toEqual([]);
  });

  it('may be cut after a number of events', () => {
    expect(positions({ limit: 2 })).toEqual([1, 2]);
    expect(positions({ from: 3, limit: 1 })).toEqual([3]);
  });

  it('begins at position 1', () => {
    expect(() => positions({ from: 0 })).toThrow('from "0" must be a position, 1 or more');
  });

  it('names the redaction in the place of a text that was taken out', async () => {
    await store.accept(RedactText, { position: 4, field: 'commentary', reason: 'A name.' });
    const texts = store.ask('history', {}).rows.map((row) => row.texts);
    expect(texts[3]).toEqual({ commentary: '[redacted at position 8]' });
    expect(texts[6]).toEqual({ commentary: '[redacted at position 8]', reason: 'Late.' });
    expect(texts[7]).toEqual({ reason: 'A name.' });
  });
});
