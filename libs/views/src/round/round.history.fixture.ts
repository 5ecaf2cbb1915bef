import { CloseRound, OpenRound, ReopenRound, roundDecider } from '@outturn/domain';
import { build } from '@outturn/testing';
import * as fc from 'fast-check';
import { anyOf, life, reason } from '../random-life.fixture.js';

/** Histories that can be. */
export const roundLives = [
  life(
    'round/spring',
    roundDecider,
    { asked: [] },
    anyOf((day) =>
      build(OpenRound, {
        round: 'spring',
        period: '2016-17',
        due: `2017-05-1${day}`,
        indicators: ['ks4-5acem'],
        submitters: ['mary'],
        reason,
      }),
    ),
    fc.constant(build(CloseRound, { round: 'spring' })),
    fc.constant(build(ReopenRound, { round: 'spring', reason })),
  ),
];
