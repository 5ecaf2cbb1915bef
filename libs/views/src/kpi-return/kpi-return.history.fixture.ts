import { kpiReturnDecider, SubmitReturn, WithdrawReturn } from '@outturn/domain';
import { build } from '@outturn/testing';
import * as fc from 'fast-check';
import { anyOf, life, ofIndicator, reason, slot } from '../random-life.fixture.js';

/** Histories that can be. */
export const kpiReturnLives = ['2016-17', '2017-18'].map((period) =>
  life(
    `return/${period}`,
    kpiReturnDecider,
    ofIndicator,
    anyOf((figure) => build(SubmitReturn, { ...slot(period), value: figure, status: 'provisional', reason })),
    anyOf((figure) => build(SubmitReturn, { ...slot(period), value: figure, status: 'final', reason })),
    fc.constant(build(WithdrawReturn, { ...slot(period), reason })),
  ),
);
