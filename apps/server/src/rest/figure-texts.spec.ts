import type { CurrentFigure } from '@outturn/wiring';
import { figuresCsv } from './figure-texts.js';

const figure: CurrentFigure = {
  indicator: "=cmd|' /C calc'!A0",
  breakdown: 'all',
  area: '@SUM(1+1)',
  area_code: null,
  period: '@2016-03-31',
  value: '-5.2',
  published: '-5.2%',
  numerator: null,
  denominator: null,
  symbol: null,
  status: null,
  release: '+1',
  position: 7,
  source_period: null,
  qualifier: null,
};

describe('figures as CSV', () => {
  it('run nothing in a spreadsheet, and negative figures stay figures', async () => {
    const lines: string[] = [];
    for await (const text of figuresCsv([[figure]])) lines.push(text);
    expect(lines[1]).toBe("'=cmd|' /C calc'!A0,all,'@SUM(1+1),,@2016-03-31,-5.2,-5.2%,,,,,+1,7,,\r\n");
  });
});
