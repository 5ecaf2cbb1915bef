import type { Origin, ReleaseData, ReleaseEvent } from '@outturn/domain';
import { asItIs, said, type Members, type NounEvents } from '../member.js';
import { counted } from '../name-words.js';
import { dayInWords } from '../period-words.js';

const release: Members<ReleaseData> = {
  label: null,
  table: asItIs('table'),
  date: said('published on', dayInWords),
  cells: said('', (cells) => counted(cells, 'cell')),
  fileDigest: asItIs('file with SHA-256'),
};

export const releaseEvents: NounEvents<ReleaseEvent> = {
  ReleasePublished: { deed: 'published', members: release },
};

export const releaseRow: Members<ReleaseData & Origin> = {
  ...release,
  position: null,
  type: null,
  basis: null,
  undated: null,
};
