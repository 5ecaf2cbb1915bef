import { counted } from '../../words/name-words.js';
import { dayInWords } from '../../words/period-words.js';
import type { Block, Document, Entry, Section, Subject } from '../document.js';
import type { Changes, KnownNames } from './changes.js';
import { type ChangedThing, changedThings, groupsOfChanges } from './changed-things.js';
import { deedWords } from './deed-words.js';

/** A moment as it was asked for: a date or a position; null is now. */
type AskedMoment = string | null;

export interface ChangesFacts {
  readonly title: string;
  /** With the positions that the two moments came to. */
  readonly changes: Changes & { readonly from: number; readonly to: number };
  readonly names: KnownNames;
  readonly from: AskedMoment;
  readonly to: AskedMoment;
  /** So many things of a group are laid out at most. */
  readonly most?: number;
}

/** What changed between two moments: the verdicts first, each thing with what it was and is, who did it and why. */
export function changesDocument({ title, changes, names, from, to, most }: ChangesFacts): Document {
  const things = changedThings(changes, names);
  const byGroup = Map.groupBy(things, ({ group }) => group);
  return {
    title,
    language: 'en-GB',
    sections: [
      {
        heading: null,
        blocks: [
          paragraph(
            `Between ${momentInWords(from)} and ${momentInWords(to)}: positions ${changes.from} to ${changes.to}.`,
          ),
          ...(things.length === 0 ? [paragraph('Nothing changed.')] : []),
          ...(things.length > 0 && !byGroup.has('Verdicts') ? [paragraph(NO_VERDICT)] : []),
        ],
      },
      ...groupsOfChanges.flatMap((group) => {
        const own = byGroup.get(group) ?? [];
        return own.length === 0 ? [] : [groupSection(group, own, most)];
      }),
    ],
    grounds: [],
  };
}

const NO_VERDICT =
  'No verdict changed: ratings and targets say what they said before, and so does every comparison that was judged both times.';

const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

function momentInWords(moment: AskedMoment): string {
  if (moment === null) return 'now';
  return /^\d+$/.test(moment) ? `position ${moment}` : `the end of ${dayInWords(moment)}`;
}

function groupSection(group: string, things: readonly ChangedThing[], most = things.length): Section {
  const left = things.length - most;
  return {
    heading: `${group} (${things.length.toLocaleString('en-GB')})`,
    blocks: [
      { kind: 'entries', entries: things.slice(0, most).map(entryOf) },
      ...(left > 0 ? [paragraph(`${counted(left, 'more')} not shown.`)] : []),
    ],
  };
}

function entryOf(thing: ChangedThing): Entry {
  const subject = subjectOf(thing);
  return {
    head: subject === null ? thing.name : { text: thing.name, subject },
    said: thing.sentences,
    by: thing.events.map(deedWords),
  };
}

/** What a thing is about, if there is more to be read of it. */
function subjectOf({ view, key, isGone }: ChangedThing): Subject | null {
  const [id = '', breakdown = 'all'] = key;
  if (isGone || view === 'release' || view === 'round') return null;
  if (view === 'action') return { noun: 'action', id };
  return { noun: 'indicator', id, ...(view === 'definition' || breakdown === 'all' ? {} : { part: { breakdown } }) };
}
