import type { Difference } from '@outturn/wiring';
import { changedThings } from './changed-things';
import { knownNames } from './known-names';

const names = knownNames(
  [{ id: 'training-members', title: 'Elected members trained', unit: 'percent' }],
  [{ ref: 'member-training', action: 'Mandatory training for all elected members' }],
);
const changed = (row: Partial<Difference['rows'][number]>) =>
  changedThings(
    [
      {
        view: 'figure',
        key: ['training-members', 'all', '@2012-05-11'],
        before: null,
        after: null,
        events: [],
        ...row,
      },
    ],
    names,
  );

describe('what changed between two moments', () => {
  it('names a figure as the scorecard does, and says from what to what', () => {
    const [thing] = changed({ before: { value: '26.6' }, after: { value: '30' } });
    expect(thing).toMatchObject({
      group: 'Figures',
      name: 'Elected members trained, 11 May 2012',
      what: '26.6% → 30%',
    });
  });

  it('says what came and what was taken back', () => {
    expect(changed({ after: { value: null, computed: '30' } })[0]?.what).toBe('New: 30%');
    expect(changed({ before: { value: '30' } })[0]?.what).toBe('Taken back: it was 30%');
  });

  it('says what a target is', () => {
    const key = ['training-members', 'all', '2012-13Q2'];
    const [thing] = changed({ view: 'target', key, after: { target: { kind: 'milestone', value: '50' } } });
    expect([thing?.group, thing?.what]).toEqual(['Targets', 'New: milestone 50']);
  });

  it('calls an action by its words, and by its ref where they are not known any more', () => {
    const statuses = { before: { status: 'planned' }, after: { status: 'in_progress' } };
    expect(changed({ view: 'action', key: ['member-training'], ...statuses })[0]).toMatchObject({
      name: 'Mandatory training for all elected members',
      what: 'planned → in progress',
    });
    expect(changed({ view: 'action', key: ['gone'], ...statuses })[0]?.name).toBe('Action gone');
  });

  it('leaves out a row that another event wrote the same way again', () => {
    expect(changed({ before: { value: '30', position: 3 }, after: { value: '30', position: 9 } })).toEqual([]);
    const [reworded] = changed({ before: { value: '30', commentary: 'a' }, after: { value: '30', commentary: 'b' } });
    expect(reworded?.what).toBe('30%, with other words or counts');
  });
});
