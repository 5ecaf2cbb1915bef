import { figureSymbols, qualifiers } from '@outturn/domain';
import { noFigureWords } from '@outturn/reporting';
import { Controller } from '@nestjs/common';
import { allows, Outturn } from '@outturn/wiring';
import { textOf, type Field, type FieldProblem } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { problemOfRejection, problemsOfError } from '../../forms/problems.js';
import { Page, Submission } from '../../frame/page.js';
import { Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { toldDay, toldDayFields } from '../told-day.js';
import { typedFigures } from './figure-answers.js';
import { commandOf, draftOf, keepDraft, type ReturnDraft } from './return-draft.js';
import { returnSlotOf, type ReturnSlot } from './return-slot.js';
import { slotParts, trailOf } from './return.view.js';

/** The first questions of a return: its figure, or the counts that it is worked out from. */
@Controller()
export class ReturnFigurePage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.returnFigure)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  @Submission(paths.returnFigure, 'return:submit')
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  private async form(visit: Visit): Promise<PageAnswer> {
    const slot = await returnSlotOf(this.outturn, visit);
    const draft = draftOf(visit, slot);
    // From here on, what others do to this return is something that happened meanwhile.
    if (!visit.isTravelling) keepDraft(visit, slot, draft);
    return runForm(visit, {
      fields: [...fieldsOf(slot), ...(await toldDayFields(this.outturn, visit))],
      button: 'Continue',
      answers: { ...draft.answers, symbol: draft.answers.symbol || THERE_IS_ONE },
      show: (form) => ({
        template: 'officers/return/question.njk',
        title: slot.standing === null ? 'What is the figure?' : 'What should the figure be?',
        trail: trailOf(slot, visit.links, true),
        view: {
          form,
          caption: `${slot.title}, ${slot.periodTitle}`,
          lead: slot.definition.definition,
        },
      }),
      accept: async (answers) => {
        const { problems, ...figures } = typedFigures(answers);
        if (problems.length > 0) return problems;
        const changed = {
          ...draft,
          answers: {
            ...draft.answers,
            ...figures,
            symbol: textOf(answers, 'symbol').replace(THERE_IS_ONE, ''),
            qualifier: textOf(answers, 'qualifier'),
            status: textOf(answers, 'status'),
            occurred: '',
            ...toldDay(answers),
          },
        };
        const rehearsed = await this.rehearse(visit, slot, changed);
        if ('problems' in rehearsed) return rehearsed.problems;
        keepDraft(visit, slot, rehearsed.draft);
        return new Redirect(visit.links.to(paths.returnWords, slotParts(slot)));
      },
    });
  }

  /** Says now what a decider would refuse; a reason and a commentary are asked for on the next page. */
  private async rehearse(
    visit: Visit,
    slot: ReturnSlot,
    draft: ReturnDraft,
  ): Promise<{ problems: readonly FieldProblem[] } | { draft: ReturnDraft }> {
    const reason = draft.answers.reason === '' && slot.standing !== null ? 'asked for later' : draft.answers.reason;
    const commentary = draft.answers.commentary || (draft.answers.symbol === '' ? '' : 'asked for later');
    const tried = { ...draft, answers: { ...draft.answers, reason, commentary } };
    const { name, fields } = commandOf(slot, tried);
    try {
      const outcome = await this.outturn.rehearse(visit.who, visit.ledger, name, fields, { via: 'form' });
      if (outcome.status !== 'rejected') return { draft };
      const mayCorrect = slot.standing !== null && allows(visit.who.roles, 'return:correct-closed');
      if (outcome.rejection.kind === 'RoundClosed' && mayCorrect && !draft.afterClose)
        return { draft: { ...draft, afterClose: true } };
      return { problems: [problemOfRejection(outcome.rejection)] };
    } catch (error) {
      return { problems: problemsOfError(error) };
    }
  }
}

const THERE_IS_ONE = 'figure';

const suffixes: Readonly<Partial<Record<ReturnSlot['definition']['unit'], string>>> = {
  percent: '%',
  rate_per_10000: 'per 10,000',
  days: 'days',
};

function fieldsOf({ definition }: ReturnSlot): Field[] {
  const { unit, numerator, denominator } = definition;
  const suffix = suffixes[unit];
  const isRatio = unit === 'percent' || unit === 'rate_per_10000' || numerator !== null;
  const counts: Field[] = [
    {
      kind: 'text',
      name: 'numerator',
      label: 'Numerator',
      ...(numerator === null ? {} : { hint: numerator }),
      width: 10,
      inputMode: 'decimal',
    },
    {
      kind: 'text',
      name: 'denominator',
      label: 'Denominator',
      ...(denominator === null ? {} : { hint: denominator }),
      width: 10,
      inputMode: 'decimal',
    },
  ];
  return [
    ...(isRatio ? counts : []),
    {
      kind: 'text',
      name: 'value',
      label: 'Figure',
      ...(isRatio ? { hint: 'Leave this empty to have it worked out from the two counts' } : {}),
      width: 10,
      inputMode: 'decimal',
      ...(suffix === undefined ? {} : { suffix }),
      ...(unit === 'money' ? { prefix: '£' } : {}),
    },
    {
      kind: 'select',
      name: 'qualifier',
      label: 'How is it to be read?',
      choices: [
        { value: '', text: 'As it is now' },
        ...qualifiers.map((each) => ({ value: each, text: each.replaceAll('_', ' ') })),
      ],
    },
    {
      kind: 'radios',
      name: 'symbol',
      label: 'Is there a figure?',
      choices: [
        { value: THERE_IS_ONE, text: 'There is a figure' },
        ...figureSymbols.map((each) => ({
          value: each,
          text: `There is no figure: ${noFigureWords[each]}`,
          hint: 'Leave the figure empty, and say why in the commentary on the next page',
        })),
      ],
    },
    {
      kind: 'radios',
      name: 'status',
      label: 'Is this figure final?',
      required: 'Choose whether this figure is final',
      choices: [
        { value: 'final', text: 'Final', hint: 'From then on a change needs a reason' },
        { value: 'provisional', text: 'Provisional', hint: 'The final figure comes later' },
      ],
    },
  ];
}
