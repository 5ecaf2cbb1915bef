import { line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle, type SymbolType } from 'd3-shape';
import type { Mark } from './ink.js';
import { type Attributes, element, type Markup } from './svg.js';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

const shapes: Readonly<Record<Mark, SymbolType>> = {
  circle: symbolCircle,
  square: symbolSquare,
  triangle: symbolTriangle,
  diamond: symbolDiamond,
};

/** A mark with its middle at a spot; `area` is in square pixels. */
export function markAt({ x, y }: Spot, mark: Mark, area: number, attributes: Attributes): Markup {
  const path = symbol(shapes[mark], area).digits(1)() ?? '';
  return element('path', {
    class: 'outturn-chart__mark',
    transform: `translate(${round(x)} ${round(y)})`,
    d: path,
    ...attributes,
  });
}

/** A line through spots; nothing if there are fewer than two. */
export function lineThrough(spots: readonly Spot[], attributes: Attributes): Markup[] {
  if (spots.length < 2) return [];
  const path = line<Spot>(
    ({ x }) => x,
    ({ y }) => y,
  ).digits(1)([...spots]);
  return [element('path', { fill: 'none', ...attributes, d: path ?? '' })];
}

const round = (length: number): string => String(Math.round(length * 10) / 10);
