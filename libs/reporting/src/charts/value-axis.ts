import type { Unit } from '@outturn/domain';
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { greatest, least } from '@outturn/kernel';

const LINES_WISHED = 5;

/**
 * The scale of values to heights, in the unit of the figures. It holds every value with a margin; it does not begin at
 * zero, because a line is read by its slope, but never shows a percentage that there can't be.
 * @param values at least one
 */
export function valueScale(
  values: readonly number[],
  unit: Unit,
  top: number,
  bottom: number,
): ScaleLinear<number, number> {
  const [lowest, most] = [least(values), greatest(values)];
  const margin = most > lowest ? (most - lowest) * 0.1 : Math.max(Math.abs(most) * 0.1, 1);
  const low = lowest >= 0 ? Math.max(0, lowest - margin) : lowest - margin;
  const high = unit === 'percent' && most <= 100 ? Math.min(100, most + margin) : most + margin;
  return scaleLinear([low, high], [bottom, top]).nice(LINES_WISHED);
}

/** Where light lines are drawn: at most ten, at round values. */
export const gridValues = (scale: ScaleLinear<number, number>): number[] => scale.ticks(LINES_WISHED);

/** A value beside a line: percentages and money with their sign, anything else bare under its `unitCaption`. */
export function axisText(value: number, unit: Unit): string {
  const text = value.toLocaleString('en-GB', { maximumFractionDigits: 6 });
  if (unit === 'percent') return `${text}%`;
  return unit === 'money' ? text.replace(/^(-?)/, '$1£') : text;
}

const captions: Readonly<Record<Unit, string | null>> = {
  percent: null,
  money: null,
  unknown: null,
  percentage_points: 'Percentage points',
  number: 'Number',
  rate_per_10000: 'Rate per 10,000',
  days: 'Days',
  score: 'Score',
};

/** What stands over the axis where the values can't say it themselves. */
export const unitCaption = (unit: Unit): string | null => captions[unit];
