import type { Unit } from '@outturn/domain';
import type { SaidMember } from '../../words/member.js';
import { capitalised } from '../../words/name-words.js';
import type { ChangedRow, TextInRow } from './changes.js';
import { rowWords, type Row, type ToldView } from './row-words.js';

type Texts = Readonly<Record<string, TextInRow>>;

/**
 * What changed in a row, a sentence a line without its full stop: from what to what first, then each other member.
 * Empty where an event wrote the row the same way again.
 */
export function rowChanges({ view, before, after }: ChangedRow, unit: Unit, texts: Texts): string[] {
  const { main, members, within } = rowWords[view as ToldView];
  const inside = (row: Row | null): Row | null => (row === null || within === undefined ? row : (row[within] as Row));
  const [was, is] = [inside(before), inside(after)];
  const others = Object.entries(members).flatMap(([member, words]) => {
    if (words === null) return [];
    const said = (row: Row | null): string => saidOf(words, row?.[member], unit, texts);
    // Two texts that were both taken out are two texts.
    if (JSON.stringify(was?.[member]) === JSON.stringify(is?.[member])) return [];
    return memberChange(words.label, was === null ? null : said(was), is === null ? null : said(is));
  });
  const first = mainChange(main === null ? null : [was, is].map((row) => row && main(row, unit)), was, is);
  if (was !== null && is !== null && others.length === 0 && first?.isNews !== true) return [];
  return [...(first === null ? [] : [first.words]), ...others];
}

function mainChange(
  mains: readonly (string | null)[] | null,
  was: Row | null,
  is: Row | null,
): { readonly words: string; readonly isNews: boolean } | null {
  const [before, after] = mains ?? [];
  if (was === null && is === null) return { words: 'It came and went in between', isNews: true };
  if (was === null) return { words: after == null ? 'New' : `New: ${after}`, isNews: true };
  if (is === null) return { words: before == null ? 'Taken back' : `Taken back: it was ${before}`, isNews: true };
  if (before == null || after == null) return null;
  return before === after
    ? { words: `${capitalised(after)}, as before`, isNews: false }
    : { words: `${capitalised(before)} → ${after}`, isNews: true };
}

/** @param was null if there was no row, empty if there was nothing of this member in it */
function memberChange(label: string, was: string | null, is: string | null): string[] {
  // That a row is gone is said once; its members went with it.
  if (is === null || (was === null && is === '')) return [];
  const named = (said: string): string => capitalised([label, said].filter((part) => part !== '').join(joint(label)));
  if (was === null) return [named(is)];
  // Two texts that are not kept read alike, and are two.
  if (was === is) return [`${named(was)}, changed`];
  if (was === '') return [`${named(is)} (nothing was said before)`];
  return [`${named(was)} → ${is === '' ? 'nothing' : is}`];
}

/** A label that ends in a mark, or reads on, needs none. */
const joint = (label: string): string => (/[:]$|\b(?:is|on|to|within|by|from)$/.test(label) ? ' ' : ': ');

function saidOf({ say, isText }: SaidMember<unknown>, value: unknown, unit: Unit, texts: Texts): string {
  if (value === undefined) return '';
  return isText === true ? textSaid(value as string | null, texts) : say(value, unit);
}

function textSaid(digest: string | null, texts: Texts): string {
  if (digest === null) return '';
  const kept = texts[digest];
  if (kept === undefined) return 'words that are not kept here';
  return 'text' in kept ? `“${kept.text}”` : `redacted by event ${kept.redactedAt}`;
}
