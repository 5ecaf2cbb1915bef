import { parsePeriod } from '@outturn/kernel';

/**
 * A record of RFC 4180, line end included. A text that a spreadsheet would run as a formula gets an apostrophe before
 * it (OWASP, "CSV injection"); figures, marks and period codes are written as they are.
 */
export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(field).join(',')}\r\n`;

function field(cell: string | number | null): string {
  const text = typeof cell === 'string' ? withoutFormula(cell) : cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A figure as people publish it, a percentage and a lone mark included: no letter, and so no function and no cell. */
const HARMLESS = /^[+\-\u2212]?(?:\d[\d., ]*|\.\d+)?%?$/u;

// What a cell may begin with to be run: = + - @ in either width, behind blanks and signs that nobody sees. A spreadsheet
// that splits at semicolons or tabs begins a cell behind each of them. Apostrophes count, so that one that was put there
// can be told from one that was there before.
const FORMULA = /(^|[;\t\r\n])(?=(?:'|(?![\t\r\n])[\s\p{Cf}\p{Cc}])*[=+\-@\u2212\uFF1D\uFF0B\uFF0D\uFF20])/gu;
const BEGINS_WITH_A_BREAK = /^'*[\t\r\n]/;

function withoutFormula(text: string): string {
  if (HARMLESS.test(text) || parsePeriod(text) !== null) return text;
  const quoted = text.replace(FORMULA, "$1'");
  return BEGINS_WITH_A_BREAK.test(text) ? `'${quoted}` : quoted;
}
