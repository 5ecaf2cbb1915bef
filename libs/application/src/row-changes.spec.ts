import { changesOf } from './row-changes.js';

const figure = {
  indicator: 'eet',
  breakdown: 'all',
  period: '2016-17',
  value: '77',
  status: 'final',
  commentary: null,
};
const digest = `sha256:${'ab'.repeat(32)}`;

describe('what a row changes', () => {
  it('is everything that it says where nothing stands', () => {
    expect(changesOf({ status: 'empty' }, { status: 'reported', figure })).toEqual([
      { member: 'value', was: null, becomes: '77' },
      { member: 'status', was: null, becomes: 'final' },
    ]);
  });

  it('is what differs from what stands, and nothing else', () => {
    expect(
      changesOf(
        { status: 'reported', figure },
        { status: 'reported', figure: { ...figure, value: '78', commentary: digest } },
      ),
    ).toEqual([
      { member: 'value', was: '77', becomes: '78' },
      { member: 'commentary', was: null, becomes: 'words' },
    ]);
    expect(changesOf({ status: 'reported', figure }, { status: 'reported', figure })).toEqual([]);
  });

  it('of a target names its kind, its value and its rules', () => {
    const rules = [{ rule: 'better_than', area: 'england' }, { rule: 'improves_on_previous' }];
    expect(
      changesOf(
        { status: 'set', target: { indicator: 'eet', target: { kind: 'point', value: '77' } } },
        { status: 'set', target: { indicator: 'eet', target: { kind: 'relative', rules } } },
      ),
    ).toEqual([
      { member: 'kind', was: 'point', becomes: 'relative' },
      { member: 'rules', was: null, becomes: 'better_than:england and improves_on_previous' },
      { member: 'value', was: '77', becomes: null },
    ]);
  });

  it('of a definition names its members', () => {
    expect(
      changesOf(
        { status: 'defined', version: 1, definition: { id: 'eet', title: 'EET', frequencies: ['year'] } },
        { status: 'defined', version: 2, definition: { id: 'eet', title: 'EET', frequencies: ['year', 'quarter'] } },
      ),
    ).toEqual([{ member: 'frequencies', was: 'year', becomes: 'year; quarter' }]);
  });
});
