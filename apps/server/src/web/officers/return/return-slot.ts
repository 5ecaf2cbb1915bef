import { figureTold, kpiReturnEntity, type FigureData } from '@outturn/domain';
import { breakdown as canonicalBreakdown, parsePeriod } from '@outturn/kernel';
import { breakdownWords, periodAsTitle } from '@outturn/reporting';
import type { HistoryRow, IndicatorSeries, Outturn } from '@outturn/wiring';
import { problem, Refused } from '../../../problem/problem.js';
import type { Visit } from '../../frame/visit.js';

/** The figure that stands in a slot, with its texts as words. */
export interface StandingReturn {
  readonly figure: FigureData;
  readonly commentary: string;
  readonly source: string;
}

/** One indicator, breakdown and period, with what was said of it by the moment of the page. */
export interface ReturnSlot {
  readonly indicator: string;
  readonly breakdown: string;
  readonly period: string;
  readonly entity: string;
  /** The indicator's title, with the breakdown if it is not the whole. */
  readonly title: string;
  readonly periodTitle: string;
  readonly definition: IndicatorSeries['definition'];
  /** Oldest first. */
  readonly events: readonly HistoryRow[];
  readonly version: number;
  readonly standing: StandingReturn | null;
  readonly position: number;
}

/** The slot that a page's address names. @throws Refused (404) if no return can be there; NotKnown, LedgerNotFound */
export async function returnSlotOf(outturn: Outturn, visit: Visit): Promise<ReturnSlot> {
  const { indicator = '', breakdown = '', period = '' } = visit.parts;
  if (parsePeriod(period) === null || canonicalBreakdown(breakdown) !== breakdown) {
    throw new Refused(problem(404, 'NotFound', 'There is no such return.'));
  }
  const { who, ledger, moment } = visit;
  const { definition, position } = await outturn.ask(who, ledger, 'indicator', { ...moment, indicator, breakdown });
  const entity = kpiReturnEntity({ indicator, breakdown, period });
  const { rows } = await outturn.ask(who, ledger, 'history', { entity, to: position });
  return {
    indicator,
    breakdown,
    period,
    entity,
    title: [definition.title, breakdownWords(breakdown)].filter((part) => part !== '').join(', '),
    periodTitle: periodAsTitle(period),
    definition,
    events: rows,
    version: rows.at(-1)?.entityVersion ?? 0,
    standing: standingOf(rows),
    position,
  };
}

/** Every event of a return but its withdrawal states the whole figure. */
export function standingOf(events: readonly HistoryRow[]): StandingReturn | null {
  const last = events.at(-1);
  const figure = last === undefined ? null : figureTold(last);
  if (last === undefined || figure === null) return null;
  const { texts } = last;
  return {
    figure,
    commentary: texts['commentary'] ?? '',
    source: texts['source'] ?? '',
  };
}
