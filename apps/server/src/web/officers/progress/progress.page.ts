import { Controller } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { problem, Refused } from '../../../problem/problem.js';
import { chosenOf, textOf, type Field } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { Page, Submission } from '../../frame/page.js';
import type { PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { seenVersion, seenVersionField } from '../seen-version.js';
import { sendCommand } from '../send-command.js';
import { toldDay, toldDayFields } from '../told-day.js';
import { progressView } from './progress.view.js';
import { planActionEntity } from '@outturn/domain';

/** Adds progress to an action of the plan, or completes it. */
@Controller()
export class ProgressPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.actionProgress)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  @Submission(paths.actionProgress, 'action:report')
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  private async form(visit: Visit): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    const { ref = '' } = visit.parts;
    const { rows } = await this.outturn.ask(who, ledger, 'actions', visit.moment);
    const action = rows.find((row) => row.ref === ref);
    if (action === undefined) throw new Refused(problem(404, 'NotFound', 'There is no such action.'));
    const { rows: events } = await this.outturn.ask(who, ledger, 'history', { entity: planActionEntity({ ref }) });
    return runForm(visit, {
      fields: [...fields, ...(await toldDayFields(this.outturn, visit))],
      button: 'Report progress',
      show: (form) => progressView(form, action, events, links),
      accept: (answers, key) => {
        const name = chosenOf(answers, 'completed').length > 0 ? 'CompleteAction' : 'ReportActionProgress';
        const said = { ref, progress: textOf(answers, 'progress'), ...toldDay(answers) };
        return sendCommand(this.outturn, visit, { name, fields: said, key, ...seenVersion(answers) });
      },
    });
  }
}

const fields: readonly Field[] = [
  seenVersionField,
  {
    kind: 'textarea',
    name: 'progress',
    label: 'What has been done?',
    hint: 'This is added to the history of the action. Do not name a child',
    required: 'Enter what has been done',
  },
  {
    kind: 'checkboxes',
    name: 'completed',
    label: 'Is the action completed?',
    choices: [{ value: 'yes', text: 'Yes, it is completed' }],
  },
];
