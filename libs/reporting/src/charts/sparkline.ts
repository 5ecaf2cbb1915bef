import type { Assessment } from '@outturn/domain';
import { scaleLinear } from 'd3-scale';
import { FIGURES, TARGET } from './ink.js';
import { lineThrough, markAt } from './mark.js';
import { seriesPoints, stretches } from './series-points.js';
import { element, type Markup } from './svg.js';

const WIDTH = 112;
const HEIGHT = 32;
const EDGE = 5;

/**
 * A series at a glance for one row of a scorecard: its line with gaps where periods are missing, its last figure, and
 * the target that stands. It is hidden from screen readers, because the row says the same in words.
 * @param rows one breakdown and one kind of period. Null where no figure has a value.
 */
export function sparkline(rows: readonly Assessment[]): Markup | null {
  const points = seriesPoints(rows);
  const lines = stretches(points, ({ value }) => value);
  const last = lines.at(-1)?.at(-1);
  if (last === undefined) return null;
  const aim = points.at(-1)?.row.target?.value ?? null;
  const values = [...lines.flat().map(({ value }) => value), ...(aim === null ? [] : [Number(aim)])];
  const times = points.map(({ time }) => time);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const x = from < to ? scaleLinear([from, to], [EDGE, WIDTH - EDGE]) : () => WIDTH - EDGE;
  const y = low < high ? scaleLinear([low, high], [HEIGHT - EDGE, EDGE]) : () => HEIGHT / 2;
  const spot = ({ time, value }: { time: number; value: number }) => ({ x: x(time), y: y(value) });
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'outturn-sparkline',
      'aria-hidden': 'true',
      focusable: 'false',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
    },
    ...(aim === null ? [] : [targetLine(y(Number(aim)))]),
    ...lines.flatMap((line) => lineThrough(line.map(spot), { stroke: FIGURES, 'stroke-width': 1.75 })),
    ...lines.filter((line) => line.length === 1).flatMap((line) => line.map((place) => dot(spot(place), 14))),
    dot(spot(last), 32),
  );
}

const targetLine = (y: number): Markup =>
  element('line', { x1: 0, x2: WIDTH, y1: y, y2: y, stroke: TARGET, 'stroke-width': 1, 'stroke-dasharray': '4 3' });

const dot = (spot: { x: number; y: number }, area: number): Markup => markAt(spot, 'circle', area, { fill: FIGURES });
