/**
 * What a figure is counted in. `percentage_points` is the gap between two percentages and may be negative; `unknown` is a
 * publisher's cell whose dictionary was not given.
 */
export const units = [
  'percent',
  'percentage_points',
  'number',
  'rate_per_10000',
  'days',
  'score',
  'money',
  'unknown',
] as const;
export type Unit = (typeof units)[number];
