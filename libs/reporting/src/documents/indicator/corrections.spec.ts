import { exampleRow } from '@outturn/testing';
import { changedFigures, correctionsOf, type ToldEvent } from './corrections.js';

const told = (type: string, data: object, reason: string | null = null): ToldEvent => ({
  type,
  data: { indicator: 'placement-long-term', breakdown: 'all', period: '2017-18Q2', ...data },
  texts: { reason },
  knownFrom: '2017-12-01T00:00:00.000Z',
});

describe('a corrected figure', () => {
  it('says from what to what, when and why', () => {
    const history = [
      told('KpiReturnSubmitted', { value: '77' }),
      told('KpiReturnCorrected', { value: '78' }, 'Two were counted twice.'),
    ];
    expect(correctionsOf(history, exampleRow())).toEqual([
      'Corrected from 77% to 78% on 1 December 2017: Two were counted twice.',
    ]);
  });

  it('says that a figure was about so much, or why there is none', () => {
    const history = [
      told('KpiReturnSubmitted', { value: '77', symbol: null, qualifier: 'about' }),
      told('KpiReturnCorrected', { value: '77', symbol: null, qualifier: null }),
      told('KpiReturnCorrected', { value: null, symbol: 'x', qualifier: null }),
    ];
    expect(correctionsOf(history, exampleRow())).toEqual([
      'Corrected from about 77% to 77% on 1 December 2017',
      'Corrected from 77% to no figure: not available on 1 December 2017',
    ]);
  });

  it('is not said of a figure of another period', () => {
    const history = [told('KpiReturnSubmitted', {}), told('KpiReturnCorrected', {})];
    expect(correctionsOf(history, exampleRow({ period: '2017-18Q1' }))).toEqual([]);
  });

  it('became final without another value', () => {
    const history = [told('KpiReturnSubmitted', { value: '77' }), told('KpiReturnFinalised', { value: '77' })];
    expect(correctionsOf(history, exampleRow())).toEqual(['Made final on 1 December 2017']);
  });

  it('is one that has to be asked for: one that nobody changed has no history to tell', () => {
    const corrected = { provenance: [{ position: 42, type: 'KpiReturnCorrected' as const }] };
    const slot = { indicator: 'placement-long-term', breakdown: 'all', period: '2017-18Q2' };
    expect(changedFigures([exampleRow(), exampleRow(corrected)])).toEqual([slot]);
  });
});
