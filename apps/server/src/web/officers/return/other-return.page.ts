import { Controller } from '@nestjs/common';
import { readPeriod } from '@outturn/kernel';
import { Outturn } from '@outturn/wiring';
import { textOf, type Answers, type Field, type FieldProblem } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { Page } from '../../frame/page.js';
import { Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';

/** Leads to any return, also one that no round asks for. */
@Controller()
export class OtherReturnPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.otherReturn)
  async show(@Visiting() visit: Visit): Promise<PageAnswer> {
    const { who, ledger, links } = visit;
    const { rows } = await this.outturn.ask(who, ledger, 'scorecard', {});
    const titles = new Map(rows.map(({ indicator, title }) => [indicator, title]));
    return runForm(visit, {
      method: 'get',
      fields: fieldsOf(titles),
      button: 'Continue',
      show: (form) => ({
        template: 'officers/return/question.njk',
        title: 'Which return is it?',
        trail: [{ text: 'Returns to submit', href: links.to(paths.tasks) }],
        view: { form, caption: 'Submit a return', lead: null },
      }),
      accept: (answers) =>
        Promise.resolve(problemsOf(answers) ?? new Redirect(links.to(paths.kpiReturn, slotOf(answers)))),
    });
  }
}

const fieldsOf = (titles: ReadonlyMap<string, string>): readonly Field[] => [
  {
    kind: 'select',
    name: 'indicator',
    label: 'Indicator',
    required: 'Choose an indicator',
    choices: [...titles].map(([value, text]) => ({ value, text })),
  },
  {
    kind: 'text',
    name: 'breakdown',
    label: 'Breakdown (optional)',
    hint: 'Leave this empty for the whole. For example, age=16-18',
    width: 20,
  },
  {
    kind: 'text',
    name: 'period',
    label: 'Period',
    hint: 'For example, 2017-18Q2 or Q2 2017/18 for a quarter, 2017-18 for a financial year, September 2017 for a month',
    required: 'Enter a period',
    width: 20,
  },
];

const slotOf = (answers: Answers): { indicator: string; breakdown: string; period: string } => ({
  indicator: textOf(answers, 'indicator'),
  breakdown: breakdownOf(answers),
  period: periodOf(answers),
});

/** The code of what was typed; a text that is none stays, for the refusal. */
function periodOf(answers: Answers): string {
  const reading = readPeriod(textOf(answers, 'period'));
  return reading.read ? reading.period.code : textOf(answers, 'period');
}

/** As somebody types it: spaces around signs, and the parts in any order. */
function breakdownOf(answers: Answers): string {
  const parts = textOf(answers, 'breakdown')
    .split(';')
    .map((part) => part.replace(/\s*=\s*/, '=').trim())
    .filter((part) => part !== '');
  return parts.length === 0 ? 'all' : parts.sort().join(';');
}

function problemsOf(answers: Answers): readonly FieldProblem[] | null {
  const problems: FieldProblem[] = [];
  const { breakdown } = slotOf(answers);
  const period = readPeriod(textOf(answers, 'period'));
  if (!/^(all|[^=;]+=[^=;]+(;[^=;]+=[^=;]+)*)$/.test(breakdown))
    problems.push({ field: 'breakdown', text: 'Breakdown must be like age=16-18, several joined by ;' });
  if (!period.read) problems.push({ field: 'period', text: `Period: ${period.advice}` });
  return problems.length === 0 ? null : problems;
}
