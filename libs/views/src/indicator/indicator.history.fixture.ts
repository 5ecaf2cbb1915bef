import { DefineIndicator, indicatorDecider, RetireIndicator } from '@outturn/domain';
import { build } from '@outturn/testing';
import * as fc from 'fast-check';
import { anyOf, life, reason } from '../random-life.fixture.js';

/** Histories that can be. */
export const indicatorLives = [
  life(
    'indicator/ks4-5acem',
    indicatorDecider,
    { hasFigures: false },
    anyOf((title) =>
      build(DefineIndicator, { id: 'ks4-5acem', title, unit: 'number', polarity: 'higher', frequencies: ['year'] }),
    ),
    fc.constant(build(RetireIndicator, { id: 'ks4-5acem', reason })),
  ),
];
