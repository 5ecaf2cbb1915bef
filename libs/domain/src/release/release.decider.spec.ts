import { build, given, tell } from '@outturn/testing';
import * as fc from 'fast-check';
import { PublishRelease } from './release.commands.js';
import { releaseDecider, releaseEntity } from './release.decider.js';
import type { ReleaseEvent } from './release.events.js';

const digest = (digit: string) => digit.repeat(64);
const publish = (digit: string, more: Partial<PublishRelease> = {}) =>
  build(PublishRelease, { label: 'LAIT 2017/18', fileDigest: digest(digit), cells: 9, ...more });
const published = (digit: string): ReleaseEvent => ({
  type: 'ReleasePublished',
  schemaVersion: 2,
  data: { label: 'LAIT 2017/18', table: 'lait', date: null, fileDigest: digest(digit), cells: 9 },
});

describe('a release', () => {
  it('is recorded, even when no cell of it changed', () => {
    given(releaseDecider).when(publish('a'), {}).then(published('a'));
  });

  it('keeps its date', () => {
    given(releaseDecider)
      .when(publish('a', { date: '2018-03-01' }), {})
      .then({ ...published('a'), data: { ...published('a').data, date: '2018-03-01' } });
  });

  it('is the same release when the same file comes again', () => {
    given(releaseDecider, [published('a')])
      .when(publish('a'), {})
      .thenUnchanged();
  });

  it('is one file: another under its label is refused, and the one that holds it is named', () => {
    given(releaseDecider, [{ ...published('a'), data: { ...published('a').data, date: '2018-03-01' } }])
      .when(publish('b'), {})
      .thenRejected({
        kind: 'LabelHeld',
        field: 'label',
        label: 'LAIT 2017/18',
        table: 'lait',
        date: '2018-03-01',
        fileDigest: digest('a'),
      });
  });

  it('is of the table that it names, and of the long file where it names none', () => {
    given(releaseDecider)
      .when(publish('a', { table: 'adoption' }), {})
      .then({ ...published('a'), data: { ...published('a').data, table: 'adoption' } });
  });

  it('stays of its table: the same file under its label as another table is refused', () => {
    given(releaseDecider, [published('a')])
      .when(publish('a', { table: 'adoption' }), {})
      .thenRejected({ kind: 'TableDiffers', field: 'table', label: 'LAIT 2017/18', table: 'lait' });
    given(releaseDecider, [published('a')])
      .when(publish('a', { table: 'lait' }), {})
      .thenUnchanged();
  });

  it('that was restated under its label before that was refused does not go back to its first file', () => {
    given(releaseDecider, [published('a'), published('b')])
      .when(publish('a'), {})
      .thenUnchanged();
  });

  it('is an entity under its label', () => {
    expect(releaseEntity(publish('a'))).toBe('release/LAIT 2017%2F18');
  });

  it('holds the file that came first, whatever comes after it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }), (digits) => {
        const { state } = tell(
          releaseDecider,
          digits.map((digit) => publish(digit)),
          {},
        );
        expect(state).toMatchObject({ digests: [digest(digits[0]!)] });
      }),
    );
  });
});
