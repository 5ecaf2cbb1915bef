import { join } from 'node:path';

export const scales = ['quick', 'standard', 'full'] as const;
/** `quick` stops at 100,000 events, `standard` at 1,000,000, `full` at 3,000,000. */
export type Scale = (typeof scales)[number];

export const LARGEST: Readonly<Record<Scale, number>> = { quick: 100_000, standard: 1_000_000, full: 3_000_000 };

/** One run of the benchmark. Plain data, so that it can be handed to other processes. */
export interface Bench {
  readonly scale: Scale;
  /** On the disk that is measured; everything in it is removed at the end. */
  readonly folder: string;
  /** On tmpfs, for the simulated disk; null where there is none. */
  readonly memoryFolder: string | null;
  /** The library that makes every fsync take a millisecond; null where it could not be compiled. */
  readonly slowDisk: string | null;
}

/** How many commands one run of a case carries out: enough to be steady, few enough for `--quick`. */
export const times = ({ scale }: Bench, { quick, otherwise }: { quick: number; otherwise: number }): number =>
  scale === 'quick' ? quick : otherwise;

/** The folder that a case may write in. */
export const folderOf = (bench: Bench, { onSlowDisk }: { readonly onSlowDisk?: true }): string =>
  onSlowDisk === true ? (bench.memoryFolder ?? bench.folder) : bench.folder;

export const dataOf = (bench: Bench, events: number): string => join(bench.folder, `ledger-of-${events}`);
