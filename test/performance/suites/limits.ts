import { cpuPerBreakdown } from '../limits/cpu-per-breakdown.js';
import { largeImport } from '../limits/large-import.js';
import { longestStop } from '../limits/longest-stop.js';
import { manyLedgers } from '../limits/many-ledgers.js';
import type { Suite } from '../suites.js';

export const suite: Suite = {
  about: 'what one service bears: many ledgers in one folder, long answers, large files',
  cases: [manyLedgers, cpuPerBreakdown, longestStop, largeImport],
};
