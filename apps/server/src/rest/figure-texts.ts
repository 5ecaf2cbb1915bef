import { setImmediate as turn } from 'node:timers/promises';
import { csvLine } from '@outturn/reporting';
import { figureColumns, type CurrentFigure, type Grounds } from '@outturn/wiring';

/** The figures as one JSON document, a page at a time. Between two pages everyone else has their turn. */
export async function* figuresJson(
  { ledger, position, root }: Grounds,
  pages: Iterable<readonly CurrentFigure[]>,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ ledger, position, root }).slice(0, -1)},"rows":[`;
  let separator = '';
  for (const page of pages) {
    if (page.length > 0) {
      yield separator + page.map((figure) => JSON.stringify(figure)).join(',');
      separator = ',';
    }
    await turn();
  }
  yield ']}';
}

/** The figures as CSV, a page at a time. */
export async function* figuresCsv(pages: Iterable<readonly CurrentFigure[]>): AsyncGenerator<string> {
  yield csvLine(figureColumns);
  for (const page of pages) {
    if (page.length > 0) yield page.map((figure) => csvLine(figureColumns.map((column) => figure[column]))).join('');
    await turn();
  }
}
