import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { columns, factsOf, verdict } from './report.js';
import type { Result } from './summary.js';
import type { Surroundings } from './surroundings.js';

const page = join(__dirname, '../../docs/performance.md');
const template = join(__dirname, 'page-template.md');

/** Writes docs/performance.md: the template's prose around the tables of this run. */
export function writePage(found: Surroundings, results: ReadonlyMap<string, readonly Result[]>): void {
  writeFileSync(page, filled(readFileSync(template, 'utf8'), found, results));
}

/** The page's text. A function stands in place of each text that is filled in: `$` has a meaning in the latter. */
export function filled(text: string, found: Surroundings, results: ReadonlyMap<string, readonly Result[]>): string {
  return text
    .replace('<!-- surroundings -->', () => surroundingsOf(found))
    .replace('<!-- results -->', () =>
      [...results].map(([suite, each]) => `### ${suite}\n\n${tableOf(each)}`).join('\n\n'),
    );
}

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const surroundingsOf = (found: Surroundings): string =>
  ['| what | found |', '|---|---|', ...Object.entries(found).map(([name, value]) => row([name, value]))].join('\n');

function tableOf(results: readonly Result[]): string {
  const told = results.flatMap((result) => [...notesOf(result)]);
  return [
    row(columns.map(([heading]) => heading)),
    `|${'---|'.repeat(columns.length)}`,
    ...results.map((result) => row(columns.map(([, cell]) => cell(result)))),
    ...(told.length === 0 ? [] : ['', ...told]),
  ].join('\n');
}

/** What stands beside the figures of a case, one line each. */
function* notesOf(result: Result): Iterable<string> {
  const { name, reason, facts, rivalName } = result;
  if (verdict(result) === 'skipped') yield `- ${name}: skipped, ${reason ?? ''}`;
  else {
    const beside = [
      ['ours', factsOf(facts?.ours)],
      ['rival', factsOf(facts?.rival)],
    ].flatMap(([side, each]) => (each === '' ? [] : [`${side}${each}`]));
    yield `- ${name}: ${[...(rivalName === null ? [] : [`against ${rivalName}`]), ...beside].join('; ')}`;
  }
}
