import { Controller } from '@nestjs/common';
import { allows, NotAllowed, Outturn } from '@outturn/wiring';
import type { Field } from '../forms/field.js';
import { runForm } from '../forms/form.js';
import { Page, Submission } from '../frame/page.js';
import type { PageAnswer } from '../frame/page-content.js';
import { Visit, Visiting } from '../frame/visit.js';
import { sendCommand } from '../officers/send-command.js';
import { paths } from '../paths.js';
import { goLiveView } from './go-live.view.js';

/** Ends a ledger's migration. Nothing else does, and nothing undoes it, so the page says first what will be another. */
@Controller()
export class GoLivePage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.goLive)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  @Submission(paths.goLive)
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  private async form(visit: Visit): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    if (!allows(who.roles, 'ledger:administer')) throw new NotAllowed('ledger:administer', ledger);
    const summary = await this.outturn.ask(who, ledger, 'summary', {});
    return runForm(visit, {
      fields,
      button: 'Go live',
      show: (form) => goLiveView(form, summary, links),
      accept: (_answers, key) => sendCommand(this.outturn, visit, { name: 'CloseMigration', fields: {}, key }),
    });
  }
}

const fields: readonly Field[] = [
  {
    kind: 'checkboxes',
    name: 'confirmed',
    label: 'Has everything been told that is to count from its own day?',
    required: 'Confirm that everything has been told',
    choices: [{ value: 'yes', text: 'Yes, and I know that this cannot be undone' }],
  },
];
