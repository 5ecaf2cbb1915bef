import type { Assessment } from '@outturn/domain';
import { type Decimal, greatest, least, type Period, periodOf } from '@outturn/kernel';
import { scaleLinear } from 'd3-scale';
import { adjoin, timeOf } from './period-axis.js';
import { element, type Markup } from './svg.js';

const WIDTH = 112;
const HEIGHT = 32;
const EDGE = 4;

/** Three years of quarters and one more: what lies before can't be told apart in so little room. */
const SHOWN = 13;

interface Place {
  readonly period: Period;
  readonly x: number;
  readonly y: number;
}

/**
 * A series at a glance for one row of a scorecard: its latest figures with gaps where periods are missing, the last one
 * marked, and the target that stands. It is hidden from screen readers, because the row says the same in words. A page
 * has one for each of its rows, so it holds only whole pixels and a class; a stylesheet gives it its ink. The target, where
 * there is one, is the first of two paths.
 * @param figures of one breakdown and one kind of period. Null if no two of them follow each other: dots alone say nothing.
 */
export function sparkline(
  figures: readonly Pick<Assessment, 'period' | 'value'>[],
  target: Decimal | null,
): Markup | null {
  const valued = figures
    .flatMap(({ period, value }) =>
      period === null || value === null ? [] : [{ period: periodOf(period), value: Number(value) }],
    )
    .sort((a, b) => timeOf(a.period.end) - timeOf(b.period.end))
    .slice(-SHOWN);
  const [first, last] = [valued[0], valued.at(-1)];
  if (first === undefined || last === undefined) return null;
  const values = [...valued.map(({ value }) => value), ...(target === null ? [] : [Number(target)])];
  const x = between(timeOf(first.period.end), timeOf(last.period.end), [EDGE, WIDTH - EDGE], WIDTH - EDGE);
  const y = between(least(values), greatest(values), [HEIGHT - EDGE, EDGE], HEIGHT / 2);
  const isLine = valued.some(({ period }, at) => {
    const before = valued[at - 1];
    return before !== undefined && adjoin(before.period, period);
  });
  if (!isLine) return null;
  const places = valued.map(({ period, value }): Place => ({ period, x: x(timeOf(period.end)), y: y(value) }));
  const end = places.at(-1);
  return element(
    'svg',
    { class: 'outturn-sparkline', 'aria-hidden': 'true', viewBox: `0 0 ${WIDTH} ${HEIGHT}` },
    ...(target === null ? [] : [element('path', { d: `M0 ${y(Number(target))}h${WIDTH}` })]),
    element('path', { d: pathThrough(places) }),
    ...(end === undefined ? [] : [element('circle', { cx: end.x, cy: end.y, r: 3 })]),
  );
}

/** A scale in whole pixels; if there is nothing to spread, everything lies in one place. */
function between(low: number, high: number, pixels: readonly [number, number], middle: number): (at: number) => number {
  const scale = scaleLinear([low, high], [...pixels]);
  return (at) => Math.round(low < high ? scale(at) : middle);
}

/** A line that is lifted wherever a period is missing; a figure alone between two gaps is a dot of no length. */
const pathThrough = (places: readonly Place[]): string =>
  places
    .map(({ period, x, y }, at) => {
      const [before, after] = [places[at - 1], places[at + 1]];
      const continues = before !== undefined && adjoin(before.period, period);
      const isAlone = !continues && (after === undefined || !adjoin(period, after.period));
      return continues ? `${x} ${y}` : `M${x} ${y}${isAlone ? 'h0' : ''}`;
    })
    .join(' ');
