import { choicesOf } from './open-round.page.js';

const row = (breakdown: string) => ({ indicator: 'places', title: 'Places', breakdown });
const parts = (count: number) => Array.from({ length: count }, (_, at) => row(`n=${at}`));

describe('what a round may ask for', () => {
  it('is every figure there is, and what it asks for already', () => {
    expect([...choicesOf([row('all'), row('n=1')], [row('n=2')]).values()]).toEqual([
      'Places',
      'Places, n 1',
      'Places, n 2',
    ]);
  });

  it('is no list of thousands of breakdowns: each whole indicator, and what it asks for already', () => {
    expect([...choicesOf([row('all'), ...parts(21_000)], [row('n=2')]).keys()]).toEqual(['places/all', 'places/n=2']);
  });
});
