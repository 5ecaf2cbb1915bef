import { Controller } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { Page } from '../../frame/page.js';
import type { PageContent } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { actionsView } from './actions.view.js';

/** The action plan. */
@Controller()
export class ActionsPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.actions)
  async show(@Visiting() visit: Visit): Promise<PageContent> {
    const { who, ledger, moment, links } = visit;
    const plan = await this.outturn.ask(who, ledger, 'actions', moment);
    const { rows: indicators } = await this.outturn.ask(who, ledger, 'indicators', moment);
    const [priority, lead, recommendation, status] = ['priority', 'lead', 'recommendation', 'status'].map((name) =>
      visit.asked(name),
    );
    return actionsView({ plan, indicators, chosen: { priority, lead, recommendation, status }, links });
  }
}
