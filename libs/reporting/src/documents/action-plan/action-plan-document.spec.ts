import { textOfDocument } from '../../render/text.js';
import type { Document, Table } from '../document.js';
import { actionPlanDocument, type ActionPlanFacts } from './action-plan-document.js';
import { actionTag, dueText, isSilent, leadsOf } from './action-standing.js';
import type { ActionOfPlan } from './planned-action.js';

const action = (ref: string, members: Partial<ActionOfPlan> = {}): ActionOfPlan => ({
  ref,
  action: `Action ${ref}`,
  objective: null,
  priority: null,
  outcome: null,
  measures: [],
  recommendations: [],
  lead: null,
  due: null,
  status: 'planned',
  progress: null,
  progressAt: null,
  overdue: false,
  position: 1,
  basis: 'recorded',
  ...members,
});
const made = (actions: readonly ActionOfPlan[], facts: Partial<ActionPlanFacts> = {}): Document =>
  actionPlanDocument({ title: 'Action plan', actions, of: actions.length, indicators: [], ...facts });
const inText = (...actions: readonly ActionOfPlan[]): string =>
  textOfDocument(made(actions, { indicators: [{ id: 'cl-eet', title: 'Care leavers in work' }] }), {
    width: 80,
    colours: false,
  });
const summary = (document: Document): unknown => document.sections[0]?.blocks[0];
const refs = ({ sections }: Document): unknown[] =>
  sections
    .flatMap(({ blocks }) => blocks.filter((block): block is Table => block.kind === 'table'))
    .flatMap(({ rows }) => rows.map(({ cells }) => cells[0]?.more?.[0]));

describe('an action', () => {
  it('is overdue before it is anything else, by a word as well as by colour', () => {
    expect(actionTag(action('a', { overdue: true }))).toEqual({ text: 'Overdue', tone: 'bad', shape: 'tag' });
    expect(actionTag(action('a', { status: 'in_progress' })).text).toBe('In progress');
    expect(actionTag(action('a', { status: 'not_stated' })).text).toBe('Status not stated');
  });

  it('is silent while it is in progress and nobody said how', () => {
    expect(isSilent(action('a', { status: 'in_progress' }))).toBe(true);
    expect(isSilent(action('a', { status: 'in_progress', progressAt: 7 }))).toBe(false);
    expect(isSilent(action('a'))).toBe(false);
  });

  it('may be led by several, and be due on a day, on none, or all the time', () => {
    expect(leadsOf({ lead: 'Ann; Bob' })).toEqual(['Ann', 'Bob']);
    expect(leadsOf({ lead: null })).toEqual([]);
    expect(['2012-12-31', null, 'ongoing'].map((due) => dueText({ due }))).toEqual([
      '31 December 2012',
      'No date',
      'Ongoing',
    ]);
  });

  it('says everything that is known of it, with the events that it rests on', () => {
    const told = action('3.2', {
      action: 'Find work placements',
      objective: 'More care leavers in work',
      outcome: 'Ten placements by the summer, of which five are with the council itself',
      measures: ['cl-eet', 'gone'],
      recommendations: ['14', '2'],
      lead: 'Ann;Bob',
      due: '2012-12-31',
      status: 'in_progress',
      progress: 'Six found.',
      progressAt: 9,
      overdue: true,
      position: 12,
    });
    expect(inText(told)).toContain(
      [
        'ACTION                DUE               STATUS',
        '',
        'Find work placements  31 December 2012  Overdue',
        '  Ref 3.2 · Recommendations 14, 2 · Objective: More care leavers in work',
        '  Outcome looked for: Ten placements by the summer, of which five are with the',
        '  council itself',
        '  Measured by Care leavers in work · Measured by gone · Progress: Six found.',
        '  Lead: Ann, Bob',
        '  Said to be in progress',
        '  events 9, 12',
      ].join('\n'),
    );
  });

  it('says that nobody is named, that no status was stated, and that there is no word of progress', () => {
    expect(inText(action('a', { status: 'in_progress' }))).toMatch(/Lead: Nobody named\n {2}No progress reported/);
    expect(inText(action('a', { overdue: true, status: 'not_stated' }))).toContain('Overdue\n  Ref a\n');
    expect(inText(action('a', { overdue: true, status: 'not_stated' }))).toContain('\n  Status not stated\n');
  });
});

describe('the document of an action plan', () => {
  const rows = [
    action('a', { priority: '10 Health', overdue: true }),
    action('b', { priority: '9 Stability', status: 'in_progress' }),
    action('c', { status: 'completed' }),
    action('d', { priority: '9 Stability', status: 'not_stated' }),
  ];

  it('goes by priority as people count, with what has none at the end, and keeps the order of the plan below it', () => {
    expect(made(rows).sections.map(({ heading }) => heading)).toEqual([
      null,
      '9 Stability',
      '10 Health',
      'No priority stated',
    ]);
    expect(refs(made(rows))).toEqual(['Ref b', 'Ref d', 'Ref a', 'Ref c']);
  });

  it('counts by status, and says what is overdue and what nobody has spoken of', () => {
    expect(summary(made(rows))).toMatchObject({
      text: '4 actions: 1 completed, 1 in progress, 1 planned, 1 whose status is not stated. 1 is overdue. 1 is in progress with no progress reported.',
    });
    expect(summary(made([action('a')], { of: 3 }))).toMatchObject({
      text: '1 action of 3: 1 planned. No open action has a due date, so none can be overdue.',
    });
    expect(summary(made([]))).toMatchObject({ text: 'No action was known at this moment.' });
    expect(summary(made([], { of: 3 }))).toMatchObject({ text: expect.stringMatching(/^No action is like this/) });
  });

  it('lays out so many actions at most and says how many there are', () => {
    const most = { rows: 2, otherwise: 'Choose a lead.' };
    expect(refs(made(rows, { most }))).toEqual(['Ref b', 'Ref d']);
    expect(made(rows, { most }).sections.at(-1)?.blocks).toEqual([
      { kind: 'paragraph', text: 'The first 2 of 4 actions are shown. Choose a lead.' },
    ]);
  });
});
