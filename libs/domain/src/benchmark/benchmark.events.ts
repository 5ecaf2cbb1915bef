import type { Decimal, TextDigest } from '@outturn/kernel';

/** Which cell of a publisher's table. A period that is null is the publisher's own label, outside any series. */
export type BenchmarkCell = {
  readonly indicator: string;
  readonly breakdown: string;
  readonly area: string;
  readonly period: string | null;
  readonly sourcePeriod: string | null;
};

export type BenchmarkData = BenchmarkCell & {
  readonly areaCode: string | null;
  readonly value: Decimal | null;
  readonly published: string | null;
  readonly numerator: Decimal | null;
  readonly denominator: Decimal | null;
  readonly symbol: string | null;
  readonly release: string | null;
};

export type BenchmarkEvent =
  | { readonly type: 'BenchmarkReleased'; readonly schemaVersion: 1; readonly data: BenchmarkData }
  | { readonly type: 'BenchmarkRestated'; readonly schemaVersion: 1; readonly data: BenchmarkData }
  | {
      readonly type: 'BenchmarkWithdrawn';
      readonly schemaVersion: 1;
      readonly data: BenchmarkCell & { readonly release: string | null; readonly reason: TextDigest | null };
    };
