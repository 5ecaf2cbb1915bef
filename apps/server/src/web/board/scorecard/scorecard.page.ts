import { Controller } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { Page } from '../../frame/page.js';
import type { PageContent } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { scorecardView } from './scorecard.view.js';

/** Every indicator's latest figure, by priority. */
@Controller()
export class ScorecardPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.scorecard)
  async show(@Visiting() visit: Visit): Promise<PageContent> {
    const { who, ledger, moment, links } = visit;
    const scorecard = await this.outturn.ask(who, ledger, 'scorecard', moment);
    const indicators = await this.outturn.ask(who, ledger, 'indicators', moment);
    const [priority, lead, status] = ['priority', 'lead', 'status'].map((name) => visit.asked(name));
    return scorecardView({ scorecard, indicators: indicators.rows, chosen: { priority, lead, status }, links });
  }
}
