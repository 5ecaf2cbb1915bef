import { Controller } from '@nestjs/common';
import { roundEntity } from '@outturn/domain';
import { entityId } from '@outturn/kernel';
import { breakdownWords } from '@outturn/reporting';
import { Outturn, type RoundRow, type ScorecardRow } from '@outturn/wiring';
import { chosenOf, textOf, type Answers, type Field } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { Page, Submission } from '../../frame/page.js';
import type { PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { seenVersion, seenVersionField, withSeenVersion } from '../seen-version.js';
import { sendCommand } from '../send-command.js';
import { toldDay, toldDayFields } from '../told-day.js';

/** Asks for the returns of a period; of a round that is open, revises what it asks. */
@Controller()
export class OpenRoundPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.openRound)
  show(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  @Submission(paths.openRound, 'round:run')
  submit(@Visiting() visit: Visit): Promise<PageAnswer> {
    return this.form(visit);
  }

  private async form(visit: Visit): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    const { rows } = await this.outturn.ask(who, ledger, 'scorecard', visit.moment);
    const round = visit.asked('round');
    const standing =
      round === undefined
        ? undefined
        : (await this.outturn.ask(who, ledger, 'rounds', { ...visit.moment, round })).rows[0];
    // A new round is at version 0: one that has the name already is not changed by mistake.
    const version = round === undefined ? 0 : await this.versionOf(visit, round);
    return runForm(visit, {
      fields: [seenVersionField, ...fieldsOf(rows, standing), ...(await toldDayFields(this.outturn, visit))],
      button: standing === undefined ? 'Open the round' : 'Change the round',
      answers: standing === undefined ? {} : answersOf(standing),
      show: (form) => ({
        template: 'officers/return/question.njk',
        title: standing === undefined ? 'Open a round' : `Change the round ${standing.round}`,
        trail: [{ text: 'Returns to submit', href: links.to(paths.tasks) }],
        view: { form: withSeenVersion(form, version), caption: 'Collection rounds', lead: null },
      }),
      accept: (answers, key) => {
        const sending = { name: 'OpenRound', fields: asked(answers), key, ...seenVersion(answers) };
        return sendCommand(this.outturn, visit, sending);
      },
    });
  }

  private async versionOf({ who, ledger }: Visit, round: string): Promise<number> {
    const { rows } = await this.outturn.ask(who, ledger, 'history', { entity: roundEntity({ round }) });
    return rows.at(-1)?.entityVersion ?? 0;
  }
}

const asked = (answers: Answers): object => ({
  round: textOf(answers, 'round'),
  period: textOf(answers, 'period'),
  due: textOf(answers, 'due'),
  reason: textOf(answers, 'reason') || null,
  indicators: chosenOf(answers, 'indicators'),
  submitters: textOf(answers, 'submitters')
    .split(/[\s,;]+/)
    .filter((id) => id !== ''),
  ...toldDay(answers),
});

const answersOf = ({ round, period, due, returns, submitters }: RoundRow): Answers => ({
  round,
  period,
  due,
  indicators: returns.map(({ indicator, breakdown }) => entityId(indicator, breakdown)),
  submitters: submitters.join('\n'),
});

const reasonField: Field = {
  kind: 'textarea',
  name: 'reason',
  label: 'Why is it changed? (optional)',
  hint: 'Needed if the last day in time is moved, because others were told it',
  rows: 2,
};

/** So many boxes a form has at most: nobody looks through more, and each costs everybody time. */
const MOST_CHOICES = 1_000;

type Asked = Pick<ScorecardRow, 'indicator' | 'breakdown' | 'title'>;

/** What a round may ask for. If that is too much for a form, the breakdowns that are asked for already are offered alone. */
export function choicesOf(rows: readonly Asked[], standing: readonly Asked[]): Map<string, string> {
  const all = rows.length <= MOST_CHOICES ? rows : rows.filter(({ breakdown }) => breakdown === 'all');
  // A return that was asked for and has no row yet must not be lost by changing something else.
  return new Map(
    [...all, ...standing].map(({ indicator, breakdown, title }) => [
      entityId(indicator, breakdown),
      [title, breakdownWords(breakdown)].filter((part) => part !== '').join(', '),
    ]),
  );
}

function fieldsOf(rows: readonly ScorecardRow[], standing: RoundRow | undefined): readonly Field[] {
  const choices = choicesOf(rows, standing?.returns ?? []);
  return [
    {
      kind: 'text',
      name: 'round',
      label: 'Name of the round',
      hint: 'For example, 2017-18 quarter 2. No other round may have it',
      required: 'Enter a name',
      width: 30,
    },
    {
      kind: 'text',
      name: 'period',
      label: 'Period',
      hint: 'For example, 2017-18Q2 or Q2 2017/18 for a quarter, 2017-18 for a financial year',
      required: 'Enter a period',
      width: 20,
    },
    {
      kind: 'date',
      name: 'due',
      label: 'Last day in time',
      hint: 'For example, 31 10 2017',
      required: 'Enter the last day in time',
    },
    {
      kind: 'checkboxes',
      name: 'indicators',
      label: 'Which returns are asked for?',
      ...(rows.length <= MOST_CHOICES
        ? {}
        : {
            hint: 'There are too many breakdowns to list. A round that asks for them is opened at the terminal: outturn round open',
          }),
      required: 'Choose at least one return',
      choices: [...choices].map(([value, text]) => ({ value, text })),
    },
    {
      kind: 'textarea',
      name: 'submitters',
      label: 'Who submits?',
      hint: 'The ids of those who submit, one on each line',
      rows: 3,
      required: 'Enter who submits',
    },
    ...(standing === undefined ? [] : [reasonField]),
  ];
}
