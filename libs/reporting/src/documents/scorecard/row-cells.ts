import type { Assessment } from '@outturn/domain';

import { capitalised } from '../../words/name-words.js';
import { type SeriesSignal, signalSaid } from '../../words/signal-words.js';
import { targetSteps, targetTime } from '../../words/target-words.js';
import type { Cell } from '../document.js';
import {
  comparison,
  direction,
  movedTargetText,
  ratingTag,
  targetRules,
  targetText,
  whyNotRated,
} from './figure-cells.js';

/**
 * What is to be reached, for when, and how that stands.
 * @param rounding that it decides the verdict; null if it does not
 */
export function targetCell(row: Assessment, rounding: string | null): Cell {
  const { target, unit, period } = row;
  const time = target === null ? null : targetTime(target, period);
  const steps = target === null ? [] : targetSteps(target, unit);
  const moved = movedTargetText(row);
  return {
    lead: targetText(row),
    more: [time, ...targetRules(row), rounding && capitalised(rounding), ...steps, moved].filter(
      (fact) => fact !== null,
    ),
  };
}

/** The rating as a tag, and why there is none. */
export function ratingCell(row: Assessment): Cell {
  // Every row without a target would say so twice.
  const why = row.target === null ? null : whyNotRated(row);
  return {
    lead: ratingTag(row.rag),
    more: why === null ? [] : [why],
  };
}

/** How the figure stands to England's, or else to that of the first area. */
export function comparisonCell(row: Assessment): Cell {
  const compared = comparison(row);
  if (compared === null) return { lead: { text: 'None known', tone: 'quiet' } };
  return { lead: compared.text, more: [compared.detail] };
}

/** Where the figure has come from, and what its series shows that chance does not explain (null: nothing). */
export function directionCell(row: Assessment, signal: SeriesSignal | null): Cell {
  const from = direction(row);
  return {
    lead: from === null ? { text: 'No earlier figure', tone: 'quiet' } : { text: from.text, way: from.way },
    more: [...(from === null ? [] : [from.detail]), ...(signal === null ? [] : [signalSaid(signal)])],
  };
}
