import {
  asPublished,
  relativeRulesText,
  type Assessment,
  type MovedTarget,
  type TargetValue,
  type Unit,
} from '@outturn/domain';
import { inUnit } from './figure-words.js';
import { dayInWords, periodInSentence } from './period-words.js';

type Moved = Pick<Assessment, 'movedTargets' | 'unit' | 'decimals'>;

const deedOf = ({ was, becomes }: MovedTarget): string =>
  was === null ? 'set' : becomes === null ? 'withdrawn' : 'changed';

/** For a narrow column: "target changed after its period had ended". Null if no target of the row was. */
export function movedInShort({ movedTargets }: Pick<Assessment, 'movedTargets'>): string | null {
  const did = [...new Set(movedTargets.map(deedOf))];
  return did.length === 0 ? null : `target ${did.join(' and ')} after its period had ended`;
}

/** Each target that was moved after its time, as a sentence without its full stop: when, from what and to what, and by which event. */
export const movedInFull = ({ movedTargets, unit, decimals }: Moved): string[] =>
  movedTargets.map((moved) => {
    const { was, becomes, on, ended, position } = moved;
    const aim = (value: TargetValue): string => aimOf(value, unit, decimals);
    const change =
      was === null
        ? `: it is ${becomes === null ? 'none' : aim(becomes)}`
        : becomes === null
          ? `: it was ${aim(was)}`
          : `: from ${aim(was)} to ${aim(becomes)}`;
    const when = on === null ? 'on a day that was not stated' : `on ${dayInWords(on)}`;
    return `The target ${spanOf(moved)} was ${deedOf(moved)} ${when}, after its time had ended on ${dayInWords(ended)}${change} (event\u00A0${position})`;
  });

function spanOf({ period, from, to }: MovedTarget): string {
  if (period !== null) return `for ${periodInSentence(period)}`;
  return `from ${dayInWords(from ?? '')} to ${dayInWords(to ?? '')}`;
}

/** What a target asks for, with its unit. */
function aimOf(target: TargetValue, unit: Unit, decimals: number): string {
  const shown = (value: string): string => inUnit(asPublished(value, decimals), unit);
  switch (target.kind) {
    case 'point':
    case 'milestone':
      return shown(target.value);
    case 'range': {
      const [lower, upper] = [target.lower, target.upper].map((bound) => (bound === null ? 'unknown' : shown(bound)));
      return `${lower} to ${upper}`;
    }
    case 'relative':
      return relativeRulesText(target.rules);
  }
}
