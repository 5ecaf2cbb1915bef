import { Controller } from '@nestjs/common';
import { roundEntity } from '@outturn/domain';
import { dayInWords, periodAsTitle } from '@outturn/reporting';
import { Outturn, type RoundRow } from '@outturn/wiring';
import { textOf, type Answers, type Field } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { Page, Submission } from '../../frame/page.js';
import type { PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { seenVersion, seenVersionField, withSeenVersion } from '../seen-version.js';
import { sendCommand } from '../send-command.js';
import { toldDay, toldDayFields } from '../told-day.js';

/** What is asked before a round is closed or reopened, and the command that follows. */
interface Ending {
  readonly title: string;
  readonly button: string;
  readonly fields: readonly Field[];
  lead(round: RoundRow): string;
  command(answers: Answers): { readonly name: string; readonly said: object };
}

const closing: Ending = {
  title: 'Close this round',
  button: 'Close the round',
  fields: [],
  lead: ({ counts: { submitted, late, missing, not_yet_due: notYetDue } }) =>
    `${submitted + late} of its returns came, and ${missing + notYetDue} did not. Once it is closed, nobody can submit or correct them until it is reopened.`,
  command: () => ({ name: 'CloseRound', said: {} }),
};

const reopening: Ending = {
  title: 'Reopen this round',
  button: 'Reopen the round',
  fields: [
    {
      kind: 'textarea',
      name: 'reason',
      label: 'Why is it reopened?',
      hint: 'This is kept for good, and those who submit see it',
      rows: 3,
      required: 'Enter why it is reopened',
    },
    {
      kind: 'date',
      name: 'due',
      label: 'Last day in time (optional)',
      hint: 'Leave this empty to keep the day on which it was due',
    },
  ],
  lead: ({ due, closedOn }) =>
    `It was due ${dayInWords(due)}${closedOn === null ? '' : ` and closed on ${dayInWords(closedOn)}`}.`,
  command: (answers) => {
    const due = textOf(answers, 'due');
    return { name: 'ReopenRound', said: { reason: textOf(answers, 'reason'), ...(due === '' ? {} : { due }) } };
  },
};

/** Closes a round, or takes it up again. */
@Controller()
export class EndRoundPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.closeRound)
  close(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit, closing);
  }

  @Submission(paths.closeRound, 'round:run')
  sendClose(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit, closing);
  }

  @Page(paths.reopenRound)
  reopen(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit, reopening);
  }

  @Submission(paths.reopenRound, 'round:run')
  sendReopen(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit, reopening);
  }

  private async form(visit: Visit, ending: Ending): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    const { round: name = '' } = visit.parts;
    const { rows } = await this.outturn.ask(who, ledger, 'rounds', { ...visit.moment, round: name });
    const { rows: events } = await this.outturn.ask(who, ledger, 'history', { entity: roundEntity({ round: name }) });
    return runForm(visit, {
      fields: [seenVersionField, ...ending.fields, ...(await toldDayFields(this.outturn, visit))],
      button: ending.button,
      show: (form) => ({
        template: 'officers/return/question.njk',
        title: ending.title,
        trail: [{ text: 'Returns to submit', href: links.to(paths.tasks) }],
        view: {
          form: withSeenVersion(form, events.at(-1)?.entityVersion ?? 0),
          caption: `${name}: ${rows.map(({ period }) => periodAsTitle(period)).join('')}`,
          lead: rows.map((round) => ending.lead(round)).join(''),
        },
      }),
      accept: (answers, key) => {
        const { name: command, said } = ending.command(answers);
        const fields = { round: name, ...said, ...toldDay(answers) };
        const sending = { name: command, fields, key, ...seenVersion(answers) };
        return sendCommand(this.outturn, visit, sending);
      },
    });
  }
}
