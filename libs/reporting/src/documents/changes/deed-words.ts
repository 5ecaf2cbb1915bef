import { deedOf } from '../../words/event-words.js';
import { capitalised } from '../../words/name-words.js';
import { dayInWords, knownDay } from '../../words/period-words.js';
import type { ChangingEvent } from './changes.js';

/** Who did it, when it became known and why: "Corrected by mary, known from 1 May 2026 (event 7), because: Late." */
export function deedWords({ type, actor, knownFrom, position, reason }: ChangingEvent): string {
  const day = knownDay(knownFrom);
  const known = day === 'undated' ? 'no date stated' : `known from ${dayInWords(day)}`;
  const why = reason === null ? '' : `, because: ${reason}`;
  return `${capitalised(deedOf(type))} by ${actor}, ${known} (event ${position})${why}`;
}
