import { textOfDocument } from '../../render/text.js';
import type { Document, Entry } from '../document.js';
import type { ChangedRow } from './changes.js';
import { changesDocument, type ChangesFacts } from './changes-document.js';
import { knownNames } from './known-names.js';

const names = knownNames(
  [{ id: 'training-members', title: 'Elected members trained', unit: 'percent' }],
  [{ ref: '1.1', action: 'Train all members' }],
);
const figure = { value: '30', symbol: null, qualifier: null, numerator: null, denominator: null, status: 'final' };
const row = (members: Partial<ChangedRow> = {}): ChangedRow => ({
  view: 'figure',
  key: ['training-members', 'all', '2012-13Q1'],
  before: null,
  after: figure,
  events: [
    {
      position: 9,
      type: 'KpiReturnSubmitted',
      actor: 'mary',
      knownFrom: '2012-07-01T09:00:00.000Z',
      reason: null,
    },
  ],
  ...members,
});
const made = (rows: readonly ChangedRow[], facts: Partial<ChangesFacts> = {}): Document =>
  changesDocument({
    title: 'What changed',
    changes: { rows, verdicts: [], texts: {}, from: 4, to: 9 },
    names,
    from: '2012-05-31',
    to: null,
    ...facts,
  });
const entries = ({ sections }: Document): Entry[] =>
  sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'entries' ? block.entries : [])));

describe('the document of what changed', () => {
  it('says between which moments, that no verdict changed, and what did, by group', () => {
    expect(textOfDocument(made([row()]), { width: 140, colours: false })).toBe(
      [
        'What changed',
        '',
        'Between the end of 31 May 2012 and now: positions 4 to 9.',
        '',
        'No verdict changed: ratings and targets say what they said before, and so does every comparison that was judged both times.',
        '',
        'Figures (1)',
        '',
        'Elected members trained, quarter 1 (April to June 2012)',
        '  New: 30%',
        '  Submitted by mary, known from 1 July 2012 (event 9)',
        '',
      ].join('\n'),
    );
    expect(textOfDocument(made([], { from: '4', to: '9' }), { width: 140, colours: false })).toBe(
      'What changed\n\nBetween position 4 and position 9: positions 4 to 9.\n\nNothing changed.\n',
    );
  });

  it('is about indicators and actions, but not about what is gone or has no page', () => {
    const part = row({ key: ['training-members', 'ward=1', '2012-13Q1'] });
    const gone = row({ before: figure, after: null });
    const action = row({ view: 'action', key: ['1.1'], before: { status: 'planned' }, after: { status: 'completed' } });
    expect(
      entries(made([row(), part, gone, action])).map(({ head }) =>
        typeof head === 'string' ? null : (head.subject ?? null),
      ),
    ).toEqual([
      { noun: 'indicator', id: 'training-members' },
      { noun: 'indicator', id: 'training-members', part: { breakdown: 'ward=1' } },
      null,
      { noun: 'action', id: '1.1' },
    ]);
  });

  it('lays out so many things of a group at most, and counts the others', () => {
    const document = made([row(), row({ key: ['training-members', 'all', '2012-13Q2'] })], { most: 1 });
    expect(entries(document)).toHaveLength(1);
    expect(document.sections[1]).toMatchObject({
      heading: 'Figures (2)',
      blocks: [{}, { kind: 'paragraph', text: '1 more not shown.' }],
    });
  });
});
