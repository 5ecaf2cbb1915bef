import { Controller } from '@nestjs/common';
import { knownNames } from '@outturn/reporting';
import { Outturn } from '@outturn/wiring';
import { Page } from '../../frame/page.js';
import { Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { textOf, type Field } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { paths } from '../../paths.js';
import { knownDaysUpTo } from '../known-days.js';
import { changesView } from './changes.view.js';

const fields: readonly Field[] = [
  {
    kind: 'date',
    name: 'since',
    label: 'Changed after',
    hint: 'For example, 31 5 2012',
    required: 'Enter the earlier date',
  },
  { kind: 'date', name: 'until', label: 'Up to and including (optional)', hint: 'Leave this empty for now' },
];

/** What changed between two moments: since the last meeting, say. */
@Controller()
export class ChangesPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.changes)
  async show(@Visiting() visit: Visit): Promise<PageAnswer> {
    const { who, ledger, moment, links } = visit;
    const indicators = await this.outturn.ask(who, ledger, 'indicators', moment);
    const plan = await this.outturn.ask(who, ledger, 'actions', moment);
    const { position, asAt } = indicators;
    const days = await knownDaysUpTo(this.outturn, visit, position);
    const from = visit.asked('from') ?? days[1]?.day ?? String(position);
    // Now is judged today, and a moment of the past on its own day.
    const to = visit.asked('to') ?? moment.knownAt ?? null;
    return runForm(visit, {
      method: 'get',
      fields,
      button: 'Show what changed',
      answers: { since: isDay(from) ? from : '', until: to !== null && isDay(to) ? to : '' },
      show: async (form) => {
        const difference = await this.outturn.ask(who, ledger, 'diff', { from, ...(to === null ? {} : { to }) });
        return changesView({
          form,
          difference,
          names: knownNames(indicators.rows, plan.rows),
          from,
          to,
          links,
          grounds: { position, asAt },
        });
      },
      accept: async (answers) =>
        new Redirect(links.to(paths.changes, {}, { from: textOf(answers, 'since'), to: textOf(answers, 'until') })),
    });
  }
}

const isDay = (moment: string): boolean => !/^\d+$/.test(moment);
