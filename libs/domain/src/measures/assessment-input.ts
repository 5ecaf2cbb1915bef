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
  readonly position: number;
  readonly type: string;
  readonly basis: Basis;
  /** Only where a history that was told gave no day for it ("no date stated"). */
  readonly undated?: true;
}

/** What an indicator means. `tolerance` and every figure of it are in its unit. */
export interface IndicatorDefinition {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly polarity: Polarity;
  /** The first is the main series. */
  readonly frequencies: readonly PeriodKind[];
  readonly decimals: number;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly definition: string | null;
  readonly source: string | null;
  readonly tolerance: Decimal | null;
  readonly priority: string | null;
  /** The digest of a text. */
  readonly owner: string | null;
  /** Labels of the bodies that own it. */
  readonly ownedBy: readonly string[];
  /** Days after the end of the next period within which a figure is expected. */
  readonly expectedAfter: number;
  readonly retired: boolean;
  readonly basis: Basis;
}

/** The figure of one indicator, breakdown and period. */
export interface FigureRow extends Origin {
  readonly indicator: string;
  readonly breakdown: string;
  readonly period: string;
  readonly value: Decimal | null;
  /** What numerator and denominator give, where both are known. */
  readonly computed: Decimal | null;
  /** The cell's text as it was published. */
  readonly published: string | null;
  readonly numerator: Decimal | null;
  readonly denominator: Decimal | null;
  /** Stands where a value does not: c, z, x, k, u. */
  readonly symbol: string | null;
  /** How the value is to be read; a figure that has one is shown with it and not judged. */
  readonly qualifier: Qualifier | null;
  readonly status: ReturnStatus;
  /** The digest of a text. */
  readonly commentary: string | null;
  readonly source: string | null;
  /** The day on which the figure was taken out of the case system. */
  readonly extractedOn: string | null;
  /** SHA-256 of the extract that it was counted from, hex. */
  readonly sourceDigest: string | null;
  readonly warnings: readonly FigureWarning[];
}

/** Valid for a period, or from one ISO date to another (inclusive; null is open). */
export interface TargetRow extends Origin {
  readonly id: string;
  readonly indicator: string;
  readonly breakdown: string;
  readonly period: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly target: TargetValue;
}

/** The figure of another area. */
export interface BenchmarkRow extends Origin {
  readonly indicator: string;
  readonly breakdown: string;
  readonly area: string;
  readonly period: string;
  readonly value: Decimal | null;
  readonly published: string | null;
  readonly numerator: Decimal | null;
  readonly denominator: Decimal | null;
  readonly symbol: string | null;
  /** The publication that said so. */
  readonly release: string | null;
}

/** All authorities' values of one period, which a quartile target is judged by. */
export interface Distribution {
  readonly period: string;
  readonly values: readonly Decimal[];
  readonly origins: readonly Origin[];
}
