import { Controller } from '@nestjs/common';
import { kpiReturnEntity } from '@outturn/domain';
import { changedFigures } from '@outturn/reporting';
import { allows, Outturn, type HistoryRow, type ScorecardRow } from '@outturn/wiring';
import { Page } from '../../frame/page.js';
import type { PageContent } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { indicatorView } from './indicator.view.js';

/** Everything that is known of one indicator. */
@Controller()
export class IndicatorPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.indicator)
  async show(@Visiting() visit: Visit): Promise<PageContent> {
    const { who, ledger, moment, links, parts } = visit;
    const [indicator, breakdown] = [parts['indicator'] ?? '', visit.asked('breakdown')];
    const series = await this.outturn.ask(who, ledger, 'indicator', {
      indicator,
      ...moment,
      ...(breakdown === undefined ? {} : { breakdown }),
    });
    const plan = await this.outturn.ask(who, ledger, 'actions', moment);
    const { name } = await this.outturn.ask(who, ledger, 'summary', {});
    return indicatorView({
      council: name ?? ledger,
      series,
      breakdown,
      actions: plan.rows.filter(({ measures }) => measures.includes(indicator)),
      told: await this.correctedReturns(visit, series.rows, series.position),
      links,
      mayCorrect: !visit.isTravelling && allows(who.roles, 'return:submit'),
    });
  }

  /** What was told of each figure that was changed after it was first submitted, oldest first. */
  private async correctedReturns(
    { who, ledger }: Visit,
    rows: readonly ScorecardRow[],
    to: number,
  ): Promise<readonly HistoryRow[]> {
    const histories = await Promise.all(
      changedFigures(rows).map((slot) =>
        this.outturn.ask(who, ledger, 'history', { entity: kpiReturnEntity(slot), to }),
      ),
    );
    return histories.flatMap((history) => history.rows);
  }
}
