/**
 * A record of RFC 4180, line end included. Nothing guards against cells that a spreadsheet would run as a formula: these
 * are the publisher's own texts, and a check against the published file must find every character of them.
 */
export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(field).join(',')}\r\n`;

function field(cell: string | number | null): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
