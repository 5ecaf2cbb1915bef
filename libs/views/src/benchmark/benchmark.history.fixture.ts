import { benchmarkDecider, ReleaseBenchmark, WithdrawBenchmark } from '@outturn/domain';
import { build } from '@outturn/testing';
import * as fc from 'fast-check';
import { anyOf, life, ofIndicator, slot } from '../random-life.fixture.js';

/** Histories that can be. */
export const benchmarkLives = ['England', 'Walsall'].map((area) =>
  life(
    `benchmark/${area}`,
    benchmarkDecider,
    ofIndicator,
    anyOf((figure) => build(ReleaseBenchmark, { ...slot('2016-17'), area, value: figure })),
    fc.constant(build(WithdrawBenchmark, { ...slot('2016-17'), area })),
  ),
);
