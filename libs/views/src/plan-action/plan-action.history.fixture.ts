import { CancelAction, CompleteAction, planActionDecider, RecordAction, ReopenAction } from '@outturn/domain';
import { build } from '@outturn/testing';
import * as fc from 'fast-check';
import { anyOf, life, reason } from '../random-life.fixture.js';

/** Histories that can be. */
export const planActionLives = [
  life(
    'action/train',
    planActionDecider,
    { unknownMeasures: [] },
    fc.constant(build(RecordAction, { ref: 'train', action: 'sha256:a', status: null, progress: null })),
    ...(['planned', 'in_progress', 'completed'] as const).map((status) =>
      anyOf((progress) =>
        build(RecordAction, { ref: 'train', action: 'sha256:a', status, progress: `sha256:${progress}` }),
      ),
    ),
    fc.constant(build(CompleteAction, { ref: 'train' })),
    fc.constant(build(ReopenAction, { ref: 'train', reason })),
    fc.constant(build(CancelAction, { ref: 'train', reason })),
  ),
];
