import { Controller } from '@nestjs/common';
import { planActionEntity } from '@outturn/domain';
import { Outturn } from '@outturn/wiring';
import { Page } from '../../frame/page.js';
import type { PageContent } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { problem, Refused } from '../../../problem/problem.js';
import { paths } from '../../paths.js';
import { actionView } from './action.view.js';

/** One item of the action plan with everything that was ever said of it. */
@Controller()
export class ActionPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.action)
  async show(@Visiting() visit: Visit): Promise<PageContent> {
    const { who, ledger, moment, links, parts } = visit;
    const ref = parts['ref'] ?? '';
    const plan = await this.outturn.ask(who, ledger, 'actions', moment);
    const action = plan.rows.find((each) => each.ref === ref);
    if (action === undefined) throw new Refused(problem(404, 'NotKnown', `there was no action "${ref}"`));
    const to = plan.position;
    const history = await this.outturn.ask(who, ledger, 'history', { entity: planActionEntity({ ref }), to });
    const { rows: indicators } = await this.outturn.ask(who, ledger, 'indicators', moment);
    return actionView({ plan, action, events: history.rows, indicators, visit: { links, roles: who.roles } });
  }
}
