/** What a text means to the eye. Colour is never alone: the words say the same. */
export type Paint = 'good' | 'warning' | 'bad' | 'quiet' | 'strong';

const CODES: Readonly<Record<Paint, readonly [on: number, off: number]>> = {
  good: [32, 39],
  warning: [33, 39],
  bad: [31, 39],
  quiet: [2, 22],
  strong: [1, 22],
};

/** The text with the codes that a terminal colours it by. */
export function painted(text: string, paint: Paint): string {
  const [on, off] = CODES[paint];
  return `\u001B[${on}m${text}\u001B[${off}m`;
}
