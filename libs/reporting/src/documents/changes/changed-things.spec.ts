import { changedThings, knownNames, type ChangedRow, type TextInRow } from './changed-things.js';

const names = knownNames(
  [{ id: 'training-members', title: 'Elected members trained', unit: 'percent' }],
  [{ ref: 'member-training', action: 'Mandatory training for all elected members' }],
);
const figure = { value: null, symbol: null, qualifier: null, numerator: null, denominator: null, status: 'final' };
const changed = (row: Partial<ChangedRow>, texts: Readonly<Record<string, TextInRow>> = {}) =>
  changedThings(
    {
      rows: [
        {
          view: 'figure',
          key: ['training-members', 'all', '@2012-05-11'],
          before: null,
          after: null,
          events: [],
          ...row,
        },
      ],
      verdicts: [],
      texts,
    },
    names,
  );
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

describe('what changed between two moments', () => {
  it('names a figure as the scorecard does, and says from what to what with its counts', () => {
    const [thing] = changed({
      before: { ...figure, value: '26.6', numerator: '16', denominator: '60' },
      after: { ...figure, value: '30', numerator: '18', denominator: '60' },
    });
    expect(thing).toMatchObject({
      group: 'Figures',
      name: 'Elected members trained, 11 May 2012',
      sentences: ['26.6% (16 of 60) → 30% (18 of 60)'],
    });
  });

  it('says what came and what was taken back', () => {
    expect(changed({ after: { ...figure, value: '30' } })[0]?.sentences).toEqual(['New: 30%']);
    const provisional = { ...figure, value: '30', status: 'provisional' };
    expect(changed({ before: provisional, after: { ...figure, value: '30' } })[0]?.sentences).toEqual([
      '30%, provisional → 30%',
    ]);
    expect(changed({ before: { ...figure, value: '30' } })[0]?.sentences).toEqual(['Taken back: it was 30%']);
    expect(changed({ before: { ...figure, value: '30' }, after: { ...figure, symbol: 'x' } })[0]?.sentences[0]).toBe(
      '30% → no figure: not available',
    );
  });

  it('shows texts as texts, and as redacted once they are', () => {
    const [a, b] = [digest('a'), digest('b')];
    const row = { before: { ...figure, value: '30', commentary: a }, after: { ...figure, value: '30', commentary: b } };
    expect(changed(row, { [a]: { text: 'A first count.' }, [b]: { text: 'Counted again.' } })[0]?.sentences).toEqual([
      '30%, as before',
      'Commentary: “A first count.” → “Counted again.”',
    ]);
    expect(changed(row, { [a]: { redactedAt: 9 }, [b]: { text: 'Counted again.' } })[0]?.sentences[1]).toBe(
      'Commentary: redacted by event 9 → “Counted again.”',
    );
    expect(changed(row)[0]?.sentences[1]).toBe('Commentary: words that are not kept here, changed');
  });

  it('says warnings as sentences, not as their members', () => {
    const warnings = [{ kind: 'StatedDiffersFromComputed', stated: '10', computed: '9.9' }];
    const [thing] = changed({
      before: { ...figure, value: '10', warnings: [] },
      after: { ...figure, value: '10', warnings },
    });
    expect(thing?.sentences).toEqual([
      '10%, as before',
      'Warning: the stated value is 10, and numerator and denominator give 9.9: both are kept (nothing was said before)',
    ]);
  });

  it('says what a target is, with who approved it', () => {
    const key = ['training-members', 'all', '2012-13Q2'];
    const after = { target: { kind: 'milestone', value: '50' }, approvedBy: digest('a'), approvedOn: '2012-07-09' };
    const [thing] = changed({ view: 'target', key, after }, { [digest('a')]: { text: 'Council' } });
    expect([thing?.group, thing?.sentences]).toEqual([
      'Targets',
      ['New: a milestone of 50%', 'Approved by “Council”', 'Approved on 9 July 2012'],
    ]);
  });

  it('calls an action by its words, or by its ref if they are not known any more', () => {
    const statuses = { before: { status: 'not_stated' }, after: { status: 'in_progress' } };
    expect(changed({ view: 'action', key: ['member-training'], ...statuses })[0]).toMatchObject({
      name: 'Mandatory training for all elected members',
      sentences: ['Status not stated → in progress'],
    });
    expect(changed({ view: 'action', key: ['gone'], ...statuses })[0]?.name).toBe('Action gone');
  });

  it('says what of a definition was revised, and not the rest of it', () => {
    const current = { title: 'Elected members trained', unit: 'percent', decimals: 0, tolerance: '2', retired: false };
    const [thing] = changed({
      view: 'definition',
      key: ['training-members'],
      before: { version: 1, earlier: [], current },
      after: { version: 2, earlier: [{ version: 1, definition: current }], current: { ...current, tolerance: null } },
    });
    expect(thing?.sentences).toEqual(['Amber within 2 points of the target → no tolerance']);
  });

  it('leaves out a row that another event wrote the same way again', () => {
    const row = { ...figure, value: '30' };
    expect(changed({ before: { ...row, position: 3 }, after: { ...row, position: 9 } })).toEqual([]);
  });
});
