import { commandOf, needsReason, newDraft } from './return-draft.js';
import { eventOf, figureOf, slotOf } from './return.fixture.js';

const submitted = (members = {}) => eventOf('KpiReturnSubmitted', 1, figureOf(members), { commentary: 'Better.' });

describe('a return that is being written', () => {
  it('begins empty if nothing stands, and final', () => {
    const draft = newDraft(slotOf());
    expect(draft.answers).toMatchObject({ value: '', numerator: '', status: 'final', commentary: '' });
    expect([draft.begunAt, draft.seen]).toEqual([0, 0]);
  });

  it('begins with what stands there, so that a correction keeps what it does not change', () => {
    expect(newDraft(slotOf(submitted())).answers).toMatchObject({ value: '64', commentary: 'Better.', reason: '' });
  });

  it('has a value that was worked out from counts worked out again', () => {
    const counted = submitted({ computed: '64', numerator: '16', denominator: '25' });
    expect(newDraft(slotOf(counted)).answers).toMatchObject({ value: '', numerator: '16', denominator: '25' });
  });

  it('begins again once the return was withdrawn', () => {
    expect(newDraft(slotOf(submitted(), eventOf('KpiReturnWithdrawn', 2, {}))).answers.value).toBe('');
  });

  it('becomes a command that says of what was left empty that there is none', () => {
    const draft = newDraft(slotOf());
    const { name, fields } = commandOf(slotOf(), { ...draft, answers: { ...draft.answers, value: '64' } });
    expect([name, fields]).toEqual([
      'SubmitReturn',
      {
        indicator: 'cl-eet',
        breakdown: 'all',
        period: '2017-18Q2',
        numerator: null,
        denominator: null,
        value: '64',
        symbol: null,
        qualifier: null,
        status: 'final',
        commentary: null,
        source: null,
        reason: null,
      },
    ]);
    expect(commandOf(slotOf(), { ...draft, afterClose: true }).name).toBe('CorrectClosedReturn');
  });

  it('keeps the symbol or the qualifier of what stands there', () => {
    const standing = (members: Parameters<typeof figureOf>[0]) =>
      commandOf(slotOf(), newDraft(slotOf(eventOf('KpiReturnSubmitted', 1, figureOf(members))))).fields;
    expect(standing({ value: null, symbol: 'x' })).toMatchObject({ value: null, symbol: 'x', qualifier: null });
    expect(standing({ value: '64', qualifier: 'about' })).toMatchObject({ value: '64', qualifier: 'about' });
  });

  it('needs a reason where it changes a figure, but not to make a provisional one final', () => {
    expect(needsReason(slotOf(), newDraft(slotOf()))).toBe(false);
    expect(needsReason(slotOf(submitted()), newDraft(slotOf(submitted())))).toBe(true);
    const provisional = slotOf(submitted({ status: 'provisional' }));
    const draft = newDraft(provisional);
    expect(needsReason(provisional, draft)).toBe(true);
    const final = { ...draft, answers: { ...draft.answers, status: 'final' } };
    expect(needsReason(provisional, final)).toBe(false);
    expect(needsReason(provisional, { ...final, afterClose: true })).toBe(true);
  });
});
