// Words come from files and from people. Control characters would move the cursor, and the marks that turn the writing
// direction would let a text pretend to be another.
const UNPRINTABLE = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]+/gu;

/** A text on one line that can do nothing to a terminal but be read. */
export const printable = (text: string): string => text.replace(UNPRINTABLE, ' ');

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/u;

const columnsOf = (character: string): number => (/^\p{M}$/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1);

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** The text cut to a width, with … where something is missing. */
export function truncated(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width <= 0) return '';
  let kept = '';
  let taken = 1;
  for (const character of text) {
    taken += columnsOf(character);
    if (taken > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/**
 * Breaks a text at its spaces into lines of at most `width` columns; a word that is longer stays whole, a space that may
 * not be broken at (U+00A0) becomes a plain one, and no line begins or ends with the dot that parts facts.
 * @param indent stands before every line and counts towards the width
 */
export function wrapped(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(' ')) {
    if (word === '') continue;
    if (line !== '' && displayWidth(`${indent}${line} ${word}`) > width) {
      lines.push(indent + line);
      line = word === '·' ? '' : word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') lines.push(indent + line);
  return lines.map((each) => each.replaceAll('\u00A0', ' ').replace(/ ·$/, ''));
}
