import type { Rehearsal } from '@outturn/wiring';
import type { FormView } from '../../forms/form.view.js';
import { Links } from '../../frame/links.js';
import { checkView } from './check.view.js';
import { newDraft, type ReturnDraft } from './return-draft.js';
import type { ReturnSlot } from './return-slot.js';
import { eventOf, figureOf, slotOf } from './return.fixture.js';

const form: FormView = {
  method: 'post',
  encoding: null,
  hidden: [],
  groups: [],
  button: 'Submit',
  errorSummary: null,
};
const acceptable = (type: string, members = {}): Rehearsal => ({
  status: 'acceptable',
  events: [{ type, schemaVersion: 1, data: figureOf(members) }],
});

interface View {
  readonly rows: readonly { readonly key: { text: string }; readonly value: { text: string } }[];
  readonly warnings: readonly string[];
  readonly meanwhile: { readonly now: string; readonly deeds: readonly { deed: string; figure: string }[] } | null;
}
const checked = (slot: ReturnSlot, draft: ReturnDraft, rehearsal: Rehearsal | null): View =>
  checkView(form, slot, draft, rehearsal, new Links('walsall')).view as View;
const said = (view: View, key: string): string | undefined => view.rows.find((row) => row.key.text === key)?.value.text;

describe('the answers before they are submitted', () => {
  const written = (answers: Partial<ReturnDraft['answers']>, slot = slotOf()): ReturnDraft => {
    const draft = newDraft(slot);
    return { ...draft, answers: { ...draft.answers, ...answers } };
  };

  it('say what will be recorded: a value that is left out is worked out', () => {
    const draft = written({ numerator: '16', denominator: '25' });
    const view = checked(slotOf(), draft, acceptable('KpiReturnSubmitted', { value: '64', computed: '64' }));
    expect(said(view, 'Figure')).toBe('64%, worked out from the counts');
    expect(said(view, 'Counts')).toBe('16 of 25');
    expect([view.warnings, view.meanwhile]).toEqual([[], null]);
  });

  it('warn where figure and counts disagree', () => {
    const warnings = [{ kind: 'StatedDiffersFromComputed', stated: '66', computed: '64' }];
    const rehearsal: Rehearsal = {
      status: 'acceptable',
      events: [{ type: 'KpiReturnSubmitted', schemaVersion: 2, data: { ...figureOf({ value: '66' }), warnings } }],
    };
    expect(checked(slotOf(), written({ value: '66' }), rehearsal).warnings).toEqual([
      'The figure says 66%, and the counts give 64%. Both are kept.',
    ]);
  });

  it('say from which day it will count, where the history is still being brought in', () => {
    const rows = (occurred: string) =>
      said(checked(slotOf(), written({ value: '66', occurred }), null), 'Became known on');
    expect([rows('2017-11-30'), rows('')]).toEqual(['30 November 2017', undefined]);
  });

  it('warn of what would be refused before the button is pressed', () => {
    const rejection = { kind: 'IndicatorRetired', field: 'indicator', indicator: 'cl-eet' };
    const refused: Rehearsal = { status: 'rejected', entity: '', rejection };
    expect(checked(slotOf(), written({ value: '64' }), refused).warnings).toEqual([
      'The indicator "cl-eet" is retired and takes no more of this.',
    ]);
  });

  it('say what it was, and that a reason is still missing', () => {
    const slot = slotOf(eventOf('KpiReturnSubmitted', 1));
    const view = checked(slot, written({ value: '66' }, slot), null);
    expect(said(view, 'Figure')).toBe('66% (it was 64%)');
    expect(said(view, 'Why it changes')).toBe('Not given yet');
  });

  it('show what others did since they were begun', () => {
    const draft = newDraft(slotOf());
    const slot = slotOf(eventOf('KpiReturnSubmitted', 1, figureOf({ status: 'provisional' })));
    expect(checked(slot, { ...draft, answers: { ...draft.answers, value: '66' } }, null).meanwhile).toMatchObject({
      now: 'It says 64%, provisional now.',
      deeds: [{ deed: 'tom submitted this return on 2 November 2017 at 3:05pm', figure: '64%, provisional' }],
    });
  });
});
