import { Controller } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { textOf } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { Page, Submission } from '../../frame/page.js';
import { Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { seenVersion, seenVersionField, withSeenVersion } from '../seen-version.js';
import { sendCommand } from '../send-command.js';
import { toldDay, toldDayFields } from '../told-day.js';
import { dropDraft } from './return-draft.js';
import { returnSlotOf } from './return-slot.js';
import { figureInWords } from './return-words.js';
import { slotParts, trailOf } from './return.view.js';

/** Takes a return back, for a reason. */
@Controller()
export class ReturnWithdrawalPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.returnWithdrawal)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  @Submission(paths.returnWithdrawal, 'return:submit')
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  private async form(visit: Visit): Promise<PageAnswer> {
    const slot = await returnSlotOf(this.outturn, visit);
    const parts = slotParts(slot);
    if (slot.standing === null && !visit.isSubmission) return new Redirect(visit.links.to(paths.kpiReturn, parts));
    return runForm(visit, {
      fields: [
        seenVersionField,
        {
          kind: 'textarea',
          name: 'reason',
          label: 'Why is it withdrawn?',
          hint: 'This is kept for good. Do not name a child',
          rows: 3,
          required: 'Enter why it is withdrawn',
        },
        ...(await toldDayFields(this.outturn, visit)),
      ],
      button: 'Withdraw this return',
      show: (form) => ({
        template: 'officers/return/question.njk',
        title: 'Withdraw this return',
        trail: trailOf(slot, visit.links, true),
        view: {
          form: withSeenVersion(form, slot.version),
          caption: `${slot.title}, ${slot.periodTitle}`,
          lead:
            slot.standing === null
              ? 'There is no figure here now.'
              : `It says ${figureInWords(slot.standing.figure, slot.definition.unit)}. Withdrawn, there is no figure here until another one is submitted.`,
        },
      }),
      accept: async (answers, key) => {
        const fields = { ...parts, reason: textOf(answers, 'reason'), ...toldDay(answers) };
        const sending = { name: 'WithdrawReturn', fields, key, ...seenVersion(answers) };
        const sent = await sendCommand(this.outturn, visit, sending);
        if (sent instanceof Redirect) dropDraft(visit, slot);
        return sent;
      },
    });
  }
}
