import type { Decimal, PeriodKind } from '@outturn/kernel';
import type { Unit } from '../indicator/unit.js';
import type { Qualifier } from '../figure/no-figure.js';
import type { ReturnStatus } from '../kpi-return/kpi-return.commands.js';
import type { FigureWarning } from '../kpi-return/kpi-return.events.js';
import type { TargetValue } from '../target/target.events.js';
import type { Polarity } from './polarity.js';

/** `migrated`: stated by the council of a time before the ledger was live; `recorded`: witnessed by it. */
export type Basis = 'migrated' | 'recorded';

/** The event that a row was last written by. */
export interface Origin {
  position: number;
  type: string;
  basis: Basis;
  /** Only where a history that was told gave no day for it ("no date stated"). */
  undated?: true;
}

/** What an indicator means. `tolerance` and every figure of it are in its unit. */
export interface IndicatorDefinition {
  id: string;
  title: string;
  unit: Unit;
  polarity: Polarity;
  /** The first is the main series. */
  frequencies: readonly PeriodKind[];
  decimals: number;
  numerator: string | null;
  denominator: string | null;
  definition: string | null;
  source: string | null;
  tolerance: Decimal | null;
  priority: string | null;
  /** The digest of a text. */
  owner: string | null;
  /** Labels of the bodies that own it. */
  ownedBy: readonly string[];
  /** Days after the end of the next period within which a figure is expected. */
  expectedAfter: number;
  retired: boolean;
  basis: Basis;
}

/** The figure of one indicator, breakdown and period. */
export interface FigureRow extends Origin {
  indicator: string;
  breakdown: string;
  period: string;
  value: Decimal | null;
  /** What numerator and denominator give, where both are known. */
  computed: Decimal | null;
  /** The cell's text as it was published. */
  published: string | null;
  numerator: Decimal | null;
  denominator: Decimal | null;
  /** Stands where a value does not: c, z, x, k, u. */
  symbol: string | null;
  /** How the value is to be read; a figure that has one is shown with it and not judged. */
  qualifier: Qualifier | null;
  status: ReturnStatus;
  /** The digest of a text. */
  commentary: string | null;
  source: string | null;
  /** The day on which the figure was taken out of the case system. */
  extractedOn: string | null;
  /** SHA-256 of the extract that it was counted from, hex. */
  sourceDigest: string | null;
  warnings: readonly FigureWarning[];
}

/** Valid for a period, or from one ISO date to another (inclusive; null is open). */
export interface TargetRow extends Origin {
  id: string;
  indicator: string;
  breakdown: string;
  period: string | null;
  from: string | null;
  to: string | null;
  target: TargetValue;
}

/** The figure of another area. */
export interface BenchmarkRow extends Origin {
  indicator: string;
  breakdown: string;
  area: string;
  period: string;
  value: Decimal | null;
  published: string | null;
  numerator: Decimal | null;
  denominator: Decimal | null;
  symbol: string | null;
  /** The publication that said so. */
  release: string | null;
}

/** All authorities' values of one period, which a quartile target is judged by. */
export interface Distribution {
  period: string;
  values: readonly Decimal[];
  origins: readonly Origin[];
}
