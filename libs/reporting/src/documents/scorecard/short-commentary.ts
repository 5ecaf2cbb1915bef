/** So much of a comment stands under a figure in a list; the whole of it stands on the page Why. */
const MOST = 160;

/** What was said about a figure, in quotation marks and cut at a word's end; null where nothing was said. */
export function shortCommentary(commentary: string | null): string | null {
  const said = (commentary ?? '').replaceAll(/\s+/g, ' ').trim();
  if (said === '') return null;
  if (said.length <= MOST) return `“${said}”`;
  const cut = said.slice(0, MOST);
  const end = cut.lastIndexOf(' ');
  // A text without spaces is cut between characters, never inside one.
  return `“${end > 0 ? cut.slice(0, end) : cut.replace(/[\uD800-\uDBFF]$/, '')} …”`;
}
