import type { Measurement } from './case.js';
import type { Result, Spread } from './summary.js';
import type { Surroundings } from './surroundings.js';

/** A figure with three significant digits, or whole where it is large. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en-GB');
  return String(Number(value.toPrecision(3)));
}

const spread = (of: Spread | null | undefined): string =>
  of === null || of === undefined ? '–' : `${figure(of.median)} [${figure(of.least)}–${figure(of.most)}]`;

export const goalOf = ({ goal, goalIs }: Result): string => (goal === null ? '–' : `${goalIs ?? ''} ${figure(goal)}`);

export function verdict({ met, skipped }: Result): string {
  if (skipped) return 'skipped';
  return met === null ? '–' : met ? 'met' : 'NOT MET';
}

/** The columns of the table, each with how a result fills it. */
export const columns: readonly (readonly [heading: string, cell: (result: Result) => string])[] = [
  ['case', ({ name }) => name],
  ['unit', ({ unit }) => unit],
  ['ours', (result) => spread(result.spread?.ours)],
  ['rival', (result) => spread(result.spread?.rival)],
  ['ratio', ({ ratio }) => figure(ratio)],
  ['goal', goalOf],
  ['verdict', verdict],
  ['CPU µs an event, ours', ({ cpu }) => figure(cpu?.ours)],
  ['CPU, rival', ({ cpu }) => figure(cpu?.rival)],
];

/** One case as a person reads it at the terminal. */
export function lines(result: Result): string[] {
  const { name, skipped, reason, unit, rivalName, ratio, cpu, facts } = result;
  if (skipped) return [name, `  skipped: ${reason ?? ''}`];
  return [
    name,
    `  ours   ${spread(result.spread?.ours)} ${unit}${cpuOf(cpu?.ours)}${factsOf(facts?.ours)}`,
    ...(rivalName === null
      ? []
      : [`  rival  ${spread(result.spread?.rival)} ${unit}${cpuOf(cpu?.rival)}${factsOf(facts?.rival)}: ${rivalName}`]),
    `  ${ratio === null ? '' : `ratio ${figure(ratio)}, `}goal ${goalOf(result)}: ${verdict(result)}`,
  ];
}

const cpuOf = (cpu: number | null | undefined): string =>
  cpu === null || cpu === undefined ? '' : `, ${figure(cpu)} µs of CPU an event`;

export const factsOf = (facts: Measurement['facts']): string =>
  Object.entries(facts ?? {})
    .map(([name, value]) => `, ${name} ${typeof value === 'number' ? figure(value) : value}`)
    .join('');

export function text(found: Surroundings, results: readonly Result[]): string {
  const unmet = results.filter(({ met, skipped }) => met === false && !skipped);
  const measured = results.filter(({ skipped, goal }) => !skipped && goal !== null);
  return [
    ...Object.entries(found).map(([name, value]) => `${name}: ${value}`),
    '',
    ...results.flatMap((result) => [...lines(result), '']),
    `${measured.length - unmet.length} of ${measured.length} goals that were measured are met; ${results.filter(({ skipped }) => skipped).length} cases were skipped`,
    ...unmet.map(({ name }) => `not met: ${name}`),
    '',
  ].join('\n');
}
