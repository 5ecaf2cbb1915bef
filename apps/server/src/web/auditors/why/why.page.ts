import { Controller } from '@nestjs/common';
import { indicatorEntity, kpiReturnEntity } from '@outturn/domain';
import { Outturn, type HistoryRow, type IndicatorSeries, type ScorecardRow } from '@outturn/wiring';
import { problem, Refused } from '../../../problem/problem.js';
import { Page } from '../../frame/page.js';
import type { PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { whyView } from './why.view.js';

/** A quartile target rests on every authority's figure: of more events than this, the rest are in the journal. */
const MOST_EVENTS = 40;

/** Why a figure has its colour: from the figure back to the events that it rests on, with the arithmetic in words. */
@Controller()
export class WhyPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.why)
  async show(@Visiting() visit: Visit): Promise<PageAnswer> {
    const { who, ledger, moment, links, parts } = visit;
    const indicator = parts['indicator'] ?? '';
    const breakdown = visit.asked('breakdown') ?? 'all';
    const series = await this.outturn.ask(who, ledger, 'indicator', { ...moment, indicator, breakdown });
    const row = rowAt(series, visit.asked('period'));
    if (row === null || row.period === null) {
      throw new Refused(problem(404, 'NotFound', `no such figure of "${indicator}" was known at that moment`));
    }
    const ofFigure = await this.eventsOf(visit, kpiReturnEntity({ indicator, breakdown, period: row.period }), series);
    const ofDefinition = await this.eventsOf(visit, indicatorEntity({ id: indicator }), series);
    return whyView({ series, row, ofFigure, ofDefinition, restsOn: await this.restsOn(visit, row), links });
  }

  private async eventsOf({ who, ledger }: Visit, entity: string, { position }: IndicatorSeries) {
    const { rows } = await this.outturn.ask(who, ledger, 'history', { entity, to: position });
    return rows;
  }

  private async restsOn({ who, ledger }: Visit, { provenance }: ScorecardRow): Promise<HistoryRow[]> {
    const positions = [...new Set(provenance.map(({ position }) => position))].slice(0, MOST_EVENTS);
    const answers = positions.map((at) => this.outturn.ask(who, ledger, 'history', { from: at, to: at }));
    return (await Promise.all(answers)).flatMap(({ rows }) => rows);
  }
}

/** The row of a period; left out, the latest of the main series that has one. */
function rowAt({ rows, definition }: IndicatorSeries, period: string | undefined): ScorecardRow | null {
  if (period !== undefined) return rows.find((row) => row.period === period) ?? null;
  const kind = definition.frequencies.find((each) => rows.some(({ periodKind }) => periodKind === each));
  return rows.findLast(({ periodKind }) => periodKind === kind) ?? rows.at(-1) ?? null;
}
