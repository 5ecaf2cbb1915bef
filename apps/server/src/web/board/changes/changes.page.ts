import { Controller } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { Page } from '../../frame/page.js';
import { Redirect, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { textOf, type Field } from '../../forms/field.js';
import { runForm } from '../../forms/form.js';
import { paths } from '../../paths.js';
import { knownDaysUpTo } from '../known-days.js';
import { knownNames } from './known-names.js';
import { changesView } from './changes.view.js';

/** So many of the events in between are read for who made a change and why. */
const EVENTS_READ = 2_000;

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
    const to = visit.asked('to') ?? String(position);
    return runForm(visit, {
      method: 'get',
      fields,
      button: 'Show what changed',
      answers: { since: isDay(from) ? from : '', until: isDay(to) ? to : '' },
      show: async (form) => {
        const difference = await this.outturn.ask(who, ledger, 'diff', { from, to });
        const between = { from: difference.from + 1, to: difference.to, limit: EVENTS_READ };
        const { rows: events } =
          difference.rows.length === 0 ? { rows: [] } : await this.outturn.ask(who, ledger, 'history', between);
        return changesView({
          form,
          difference,
          events,
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
