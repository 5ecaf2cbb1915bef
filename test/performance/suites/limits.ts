import { manyLedgers } from '../limits/many-ledgers.js';
import type { Suite } from '../suites.js';

export const suite: Suite = {
  about: 'what one service bears: many ledgers in one folder',
  cases: [manyLedgers],
};
