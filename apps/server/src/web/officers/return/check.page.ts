import { Controller } from '@nestjs/common';
import { Outturn, type Rehearsal } from '@outturn/wiring';
import type { FieldProblem } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { problemsOfError } from '../../forms/problems.js';
import { Page, Submission } from '../../frame/page.js';
import { Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { sendCommand } from '../send-command.js';
import { checkView } from './check.view.js';
import { commandOf, draftOf, dropDraft, keepDraft, type ReturnDraft } from './return-draft.js';
import { returnSlotOf, type ReturnSlot } from './return-slot.js';
import { slotParts } from './return.view.js';

/** Who did what stands below it on the page. */
const CHANGED: FieldProblem = {
  field: null,
  text: 'Somebody else changed this return while you were writing. Look at what it says now, then submit again if your answers still hold.',
};

/** Everything that was answered, before it is submitted. */
@Controller()
export class ReturnCheckPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.returnCheck)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.check(visit);
  }

  @Submission(paths.returnCheck, 'return:submit')
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.check(visit);
  }

  private async check(visit: Visit): Promise<PageAnswer> {
    const slot = await returnSlotOf(this.outturn, visit);
    const draft = draftOf(visit, slot);
    const { answers } = draft;
    if (answers.value === '' && answers.numerator === '')
      return new Redirect(visit.links.to(paths.returnFigure, slotParts(slot)));
    return runForm(visit, {
      fields: [],
      button: slot.standing === null ? 'Submit this return' : 'Submit this correction',
      show: async (form) => checkView(form, slot, draft, await this.rehearse(visit, slot, draft), visit.links),
      accept: (_answers, key) => this.send(visit, slot, draft, key),
    });
  }

  /** What would be recorded; what is refused here is refused when it is sent. */
  private async rehearse(visit: Visit, slot: ReturnSlot, draft: ReturnDraft): Promise<Rehearsal | null> {
    const { name, fields } = commandOf(slot, draft);
    try {
      return await this.outturn.rehearse(visit.who, visit.ledger, name, fields, { via: 'form' });
    } catch (error) {
      problemsOfError(error);
      return null;
    }
  }

  private async send(
    visit: Visit,
    slot: ReturnSlot,
    draft: ReturnDraft,
    key: string,
  ): Promise<Redirect | readonly FieldProblem[]> {
    const sending = { ...commandOf(slot, draft), key, expectedVersion: draft.seen };
    let isStale = false;
    const sent = await sendCommand(this.outturn, visit, sending, (seen) => {
      isStale = true;
      keepDraft(visit, slot, { ...draft, seen });
    });
    if (isStale) return [CHANGED];
    if (!(sent instanceof Redirect)) return sent.map(({ text }) => ({ field: null, text }));
    dropDraft(visit, slot);
    return sent;
  }
}
