/** What a figure is counted in. `unknown` is a publisher's cell whose dictionary was not given. */
export const units = ['percent', 'number', 'rate_per_10000', 'days', 'score', 'money', 'unknown'] as const;
export type Unit = (typeof units)[number];
