import { PublishRelease, releaseDecider } from '@outturn/domain';
import { build } from '@outturn/testing';
import { anyOf, life } from '../random-life.fixture.js';

/** Histories that can be. */
export const releaseLives = [
  life(
    'release/LAIT',
    releaseDecider,
    {},
    anyOf((digit) => build(PublishRelease, { label: 'LAIT', fileDigest: digit.repeat(64), cells: 1 })),
  ),
];
