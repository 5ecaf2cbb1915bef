import { Controller } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { Page } from '../../frame/page.js';
import type { PageContent } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { knownDaysUpTo } from '../known-days.js';
import { homeView } from './home.view.js';

/** What a member wants to know before a meeting. */
@Controller()
export class HomePage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.home)
  async show(@Visiting() visit: Visit): Promise<PageContent> {
    const { who, ledger, moment, links } = visit;
    const scorecard = await this.outturn.ask(who, ledger, 'scorecard', moment);
    const { rows: indicators } = await this.outturn.ask(who, ledger, 'indicators', moment);
    const plan = await this.outturn.ask(who, ledger, 'actions', moment);
    const rounds = await this.outturn.ask(who, ledger, 'rounds', moment);
    const { name } = await this.outturn.ask(who, ledger, 'summary', {});
    const days = await knownDaysUpTo(this.outturn, visit, scorecard.position);
    const since = visit.asked('since') ?? days[1]?.day ?? null;
    const changes =
      since === null
        ? null
        : await this.outturn.ask(who, ledger, 'diff', {
            from: since,
            ...(moment.knownAt === undefined ? {} : { to: moment.knownAt }),
          });
    return homeView({ council: name ?? ledger, scorecard, indicators, plan, rounds, changes, since, links });
  }
}
