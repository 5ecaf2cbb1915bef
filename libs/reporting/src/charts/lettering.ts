// Advance widths of Helvetica and Arial in thousandths of an em (Adobe Font Metrics), by kind of letter. A server has no
// fonts to measure with, and a reader's may be wider (DejaVu and Verdana are by a sixth), so a margin is added.
const WIDTHS: readonly [RegExp, number][] = [
  [/[ijl.,:;'’|!]/, 250],
  [/[ ftrI()[\]/-]/, 320],
  [/[A-Z&]/, 700],
  [/[mwMW%@]/, 860],
  [/[\u2E80-\uFFFF]|[\uD800-\uDBFF]/, 1000],
];
const ORDINARY = 556;
const WIDER = 1.16;

/** The width of one line of text in pixels. */
export function textWidth(text: string, size: number): number {
  let thousandths = 0;
  for (const letter of text)
    thousandths += [...WIDTHS].reverse().find(([letters]) => letters.test(letter))?.[1] ?? ORDINARY;
  return (thousandths * size * WIDER) / 1000;
}

/** The text at most `width` pixels wide, with … where it was cut. */
export function cutToWidth(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** The text broken at its spaces into lines of at most `width` pixels; a word that is wider is cut. */
export function linesOf(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(cutToWidth(word, size, width));
  }
  return lines;
}
