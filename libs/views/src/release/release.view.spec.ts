import type { ReleaseData } from '@outturn/domain';
import { given, told } from '../view-story.fixture.js';
import { releaseView } from './release.view.js';

const release = (members: Partial<ReleaseData> = {}): ReleaseData => ({
  label: 'LAIT 2024-11-19',
  table: 'lait',
  date: '2024-11-19',
  fileDigest: 'a'.repeat(64),
  cells: 74_290,
  ...members,
});
const published = (members: Partial<ReleaseData> = {}) => {
  const data = release(members);
  return told(`release/${data.label}`, { type: 'ReleasePublished', schemaVersion: 2, data });
};
const shown = (members: Partial<ReleaseData>, position: number) => ({
  ...release(members),
  position,
  type: 'ReleasePublished',
  basis: 'migrated',
});

describe('the view of releases', () => {
  it('has every release under its label', () => {
    given(releaseView, published(), published({ label: 'LAIT 2024-11-20' })).then({
      'LAIT 2024-11-19': shown({}, 1),
      'LAIT 2024-11-20': shown({ label: 'LAIT 2024-11-20' }, 2),
    });
  });

  it('has the latest file where a release was quietly restated under its label', () => {
    const other = { fileDigest: 'b'.repeat(64), cells: 74_000 };
    given(releaseView, published(), published(other)).then({ 'LAIT 2024-11-19': shown(other, 2) });
  });
});
