import { paths } from './paths';

describe('the addresses of the pages', () => {
  it('stay as they are: they stand in papers and bookmarks', () => {
    const served = Object.entries(paths).map(
      ([name, { pattern, query }]) => `${name}: ${pattern}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    );
    expect(served.sort()).toMatchSnapshot();
  });

  it('are each served for one page', () => {
    const patterns = Object.values(paths).map(({ pattern }) => pattern.replace(/:[a-z]+/g, ':'));
    expect(new Set(patterns).size).toBe(patterns.length);
  });

  it('carry an id that has a slash, a space or a letter of another script', () => {
    expect(paths.indicator.to({ ledger: 'walsall', indicator: 'a/b é' }, { breakdown: 'age=16-18' })).toBe(
      '/ledgers/walsall/indicators/a%2Fb%20%C3%A9?breakdown=age%3D16-18',
    );
  });

  it('leave out what was not chosen', () => {
    expect(paths.scorecard.to({ ledger: 'walsall' }, { priority: '', lead: undefined })).toBe(
      '/ledgers/walsall/scorecard',
    );
  });
});
