import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assessedRows, benchmark, figure, indicator, target } from './assessed-rows.fixture.js';
import { seriesChart } from './series-chart.js';
import { sparkline } from './sparkline.js';
import { xmrChart } from './xmr-chart.js';

// The pictures as they were looked at. A change of them is meant: OUTTURN_WRITE_DOCS=1 writes them again, and whoever does
// that looks at them again.
const folder = join(__dirname, 'golden');
const quarters = ['2015-16', '2016-17', '2017-18', '2018-19'].flatMap((year) =>
  [1, 2, 3, 4].map((q) => `${year}Q${q}`),
);

const stability = assessedRows({
  figures: quarters.slice(0, 12).flatMap((quarter, index) =>
    // One quarter was never returned, one was held back, the last is provisional.
    index === 5
      ? []
      : [
          figure(quarter, index === 8 ? null : String(62 + index + (index % 3)), {
            status: index === 11 ? 'provisional' : 'final',
            commentary: index === 11 ? 'Good. Above target and above national.' : null,
            type: index === 6 ? 'KpiReturnCorrected' : 'KpiReturnSubmitted',
          }),
        ],
  ),
  targets: [
    target('2015-16', { kind: 'point', value: '65' }),
    target('2016-17', { kind: 'point', value: '68' }),
    target('2017-18', { kind: 'point', value: '72' }),
  ],
  benchmarks: [
    benchmark('england', '2014-15', '66'),
    benchmark('england', '2015-16', '68'),
    benchmark('West Midlands', '2014-15', '69'),
  ],
});

const milestones = assessedRows({
  figures: [figure('@2012-05-11', '26.6', { numerator: '16', denominator: '60' })],
  indicator: indicator({ title: 'Elected members trained in corporate parenting', frequencies: ['point_in_time'] }),
  targets: [
    target('2012-13Q2', { kind: 'milestone', value: '50' }),
    target('2012-13Q3', { kind: 'milestone', value: '100' }),
  ],
});

const moves = assessedRows({
  figures: ['2014-15', '2015-16', '2016-17'].map((year, index) =>
    figure(year, String(9 + index), { numerator: String(18 + 2 * index), denominator: '200' }),
  ),
  indicator: indicator({ polarity: 'lower', title: 'Three or more placements in the year', frequencies: ['year'] }),
  targets: ['2014-15', '2015-16', '2016-17'].map((year) => target(year, { kind: 'range', lower: '8', upper: '10' })),
});

const noise = assessedRows({
  figures: quarters.map((quarter, index) => figure(quarter, String(index === 13 ? 90 : 66 + ((index * 7) % 5)))),
});

const drawn: Readonly<Record<string, string | undefined | null>> = {
  'targets-and-comparators.wide': seriesChart(stability, { id: 'stability', council: 'Wiltshire', width: 'wide' }).svg,
  'targets-and-comparators.narrow': seriesChart(stability, { id: 'stability', council: 'Wiltshire', width: 'narrow' })
    .svg,
  'milestones.wide': seriesChart(milestones, { id: 'training', council: 'Walsall', width: 'wide' }).svg,
  'range-and-intervals.narrow': seriesChart(moves, { id: 'moves', council: 'Wiltshire', width: 'narrow' }).svg,
  'xmr.wide': xmrChart(noise, { id: 'noise', council: 'Wiltshire', width: 'wide' })?.svg,
  sparkline: sparkline(stability, stability.at(-1)?.target?.value ?? null),
};

describe('a chart stays as it was looked at', () => {
  it.each(Object.keys(drawn))('%s', (name) => {
    const file = join(folder, `${name}.svg`);
    const svg = `${(drawn[name] ?? '').replaceAll('><', '>\n<')}\n`;
    if (process.env['OUTTURN_WRITE_DOCS'] === '1') {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, svg);
    }
    expect(existsSync(file)).toBe(true);
    expect(svg).toBe(readFileSync(file, 'utf8'));
  });
});
