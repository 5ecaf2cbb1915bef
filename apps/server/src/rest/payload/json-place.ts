/** A JSON pointer (RFC 6901) to a path of member names and item numbers; cut where a name is absurdly long. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path
    .map((part) => `/${String(part).slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
    .toWellFormed();

/** Line and column of an offset, both from 1; columns count UTF-16 units, as editors do. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
