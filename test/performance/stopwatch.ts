import type { Measurement } from './case.js';

/** Times work on a number of events: how many a second, and what CPU each took in this process, all its threads together. */
export async function rate(events: number, work: () => Promise<unknown> | void): Promise<Measurement> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await work();
  const seconds = (performance.now() - begun) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { value: events / seconds, cpu: (user + system) / events };
}

/** Times work that is done once, in milliseconds. */
export async function duration(work: () => Promise<unknown> | void): Promise<Measurement> {
  const begun = performance.now();
  await work();
  return { value: performance.now() - begun };
}
