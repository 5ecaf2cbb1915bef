import { SetTarget, targetDecider, WithdrawTarget } from '@outturn/domain';
import { build } from '@outturn/testing';
import * as fc from 'fast-check';
import { anyOf, life, ofIndicator, reason, slot } from '../random-life.fixture.js';

/** Histories that can be. */
export const targetLives = [
  life(
    'target/2016-17',
    targetDecider,
    ofIndicator,
    anyOf((figure) => build(SetTarget, { ...slot('2016-17'), kind: 'point', value: figure, reason })),
    fc.constant(build(WithdrawTarget, { ...slot('2016-17'), reason })),
  ),
];
