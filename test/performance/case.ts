import type { Bench } from './bench-run.js';

/** What one run of one side came to. */
export interface Measurement {
  /** In the unit of its case. */
  readonly value: number;
  /** User and system time of the whole process for one event, in microseconds; left out where it says nothing. */
  readonly cpu?: number;
  /** Other figures worth printing beside it, by name. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** One side of a case, ready to be run again and again. What `run` does before and after its measurement isn't counted. */
export interface Side {
  run(): Promise<Measurement> | Measurement;
  close?(): Promise<void> | void;
}

/** What one goal is about: the same work done by Outturn and by a rival, in processes of their own. */
export interface Case {
  readonly name: string;
  readonly unit: string;
  /** What the ratio (or, where there is no rival, our own figure) must be at least or at most; null where it is only told. */
  readonly goal: { readonly atLeast: number } | { readonly atMost: number } | null;
  /** The rival, and exactly what it does. */
  readonly rivalName: string | null;
  /** How many events the largest ledger has that the case needs. */
  readonly events: number;
  /** Left out of `--quick`, which has two minutes for everything. */
  readonly takesLong?: true;
  /**
   * How often it is measured, where that is not the usual number: each run starts a server of its own, which nothing that ran
   * before warms up. `--quick` measures it once.
   */
  readonly runs?: number;
  /** Run on tmpfs where every fsync takes a millisecond. */
  readonly onSlowDisk?: true;
  /** Why it can't be measured on this machine, in words; null where it can. */
  readonly missing?: (bench: Bench) => string | null;
  /** Makes what both sides need, in a process of its own; it is there for the whole of the run. */
  readonly prepare?: (bench: Bench) => Promise<void>;
  readonly ours: (bench: Bench) => Promise<Side> | Side;
  readonly rival?: (bench: Bench) => Promise<Side> | Side;
}
