import { Controller } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { textOf, type Field } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { Page, Submission } from '../../frame/page.js';
import { Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { draftOf, keepDraft, needsReason, type ReturnDraft } from './return-draft.js';
import { returnSlotOf, type ReturnSlot } from './return-slot.js';
import { slotParts, trailOf } from './return.view.js';

/** The questions of a return that are answered in words. */
@Controller()
export class ReturnWordsPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.returnWords)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  @Submission(paths.returnWords, 'return:submit')
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  private async form(visit: Visit): Promise<PageAnswer> {
    const slot = await returnSlotOf(this.outturn, visit);
    const draft = draftOf(visit, slot);
    return runForm(visit, {
      fields: fieldsOf(slot, draft),
      button: 'Continue',
      answers: { ...draft.answers },
      show: (form) => ({
        template: 'officers/return/question.njk',
        title: 'What should people know about it?',
        trail: trailOf(slot, visit.links, true),
        view: { form, caption: `${slot.title}, ${slot.periodTitle}`, lead: null },
      }),
      accept: (answers) => {
        const [commentary, source, reason] = ['commentary', 'source', 'reason'].map((name) => textOf(answers, name));
        const words = { commentary: commentary ?? '', source: source ?? '', reason: reason ?? '' };
        keepDraft(visit, slot, { ...draft, answers: { ...draft.answers, ...words } });
        return Promise.resolve(new Redirect(visit.links.to(paths.returnCheck, slotParts(slot))));
      },
    });
  }
}

function fieldsOf(slot: ReturnSlot, draft: ReturnDraft): Field[] {
  const reason: Field = {
    kind: 'textarea',
    name: 'reason',
    label: needsReason(slot, draft) ? 'Why does it change?' : 'Why does it change? (optional)',
    hint: 'This is kept with the correction for good',
    rows: 3,
    ...(needsReason(slot, draft) ? { required: 'Enter why it changes' } : {}),
  };
  return [
    ...(slot.standing === null ? [] : [reason]),
    {
      kind: 'textarea',
      name: 'commentary',
      label: 'Commentary (optional)',
      hint: 'What the board should know beside the figure. Do not name a child',
    },
    {
      kind: 'text',
      name: 'source',
      label: 'Source (optional)',
      hint: 'Where the figure comes from, such as SSDA903 extract',
    },
  ];
}
