/** A list shows so much of a text; the page that the list leads to has the whole of it. */
const MOST = 160;

/** What was said about a figure, in quotation marks and cut at a word's end; null if nothing was said. */
export function shortCommentary(commentary: string | null): string | null {
  const said = inShort(commentary ?? '');
  return said === '' ? null : `“${said}”`;
}

/** A text on one line, cut at a word's end, with … if something is missing. */
export function inShort(text: string): string {
  const whole = text.replaceAll(/\s+/g, ' ').trim();
  if (whole.length <= MOST) return whole;
  const cut = whole.slice(0, MOST);
  const end = cut.lastIndexOf(' ');
  // A text without spaces is cut between characters, never inside one.
  return `${end > 0 ? cut.slice(0, end) : cut.replace(/[\uD800-\uDBFF]$/, '')} …`;
}
