import { chartNotes } from './chart-notes.js';
import type { Assessment } from '@outturn/domain';
import { periodOf, previousPeriod } from '@outturn/kernel';
import * as fc from 'fast-check';
import { assessedRows, benchmark, figure, indicator, target } from './assessed-rows.fixture.js';
import { gridLines, isWellFormed, marksOf, overlap, plotOf, textBoxes } from './drawn-chart.fixture.js';
import { seriesChart } from './series-chart.js';
import { sparkline } from './sparkline.js';
import { whyNoLimits, xmrChart } from './xmr-chart.js';

const kinds = ['2017-18Q4', '2018-03', '2017-18', 'AY2017-18', 'R12:2018-03', '3Y:2015-18', '2017-18H2'];

/** The last periods up to one, oldest first. */
function upTo(last: string, count: number): string[] {
  const codes = [last];
  for (let period = periodOf(last); codes.length < count;) {
    const before = previousPeriod(period);
    if (before === null) break;
    codes.unshift(before.code);
    period = before;
  }
  return codes;
}

const aValue = fc.integer({ min: 0, max: 1000 }).map((tenths) => String(tenths / 10));
const aName = fc.constantFrom(
  'england',
  'Yorkshire and The Humber',
  'Stoke-on-Trent',
  'Llanfairpwllgwyngyll',
  'a <b> & "c"',
);
const aTarget = fc.oneof(
  aValue.map((value) => ({ kind: 'point' as const, value })),
  aValue.map((value) => ({ kind: 'milestone' as const, value })),
  fc.tuple(aValue, aValue).map(([a, b]) => {
    const [lower, upper] = Number(a) < Number(b) ? [a, b] : [b, a];
    return { kind: 'range' as const, lower, upper };
  }),
);

const someRows: fc.Arbitrary<Assessment[]> = fc
  .record({
    last: fc.constantFrom(...kinds),
    values: fc.array(fc.option(aValue, { freq: 6 }), { minLength: 1, maxLength: 40 }),
    missing: fc.array(fc.nat(39), { maxLength: 6 }),
    commented: fc.array(fc.nat(39), { maxLength: 30 }),
    counted: fc.boolean(),
    targets: fc.array(fc.tuple(fc.nat(39), aTarget), { maxLength: 4 }),
    areas: fc.uniqueArray(aName, { maxLength: 5 }),
    against: fc.array(aValue, { minLength: 5, maxLength: 5 }),
    unit: fc.constantFrom('percent' as const, 'rate_per_10000' as const, 'money' as const, 'score' as const),
    title: fc.constantFrom('Long-term stability', 'A title with <script>alert("x")</script> & more'),
  })
  .map(({ last, values, missing, commented, counted, targets, areas, against, unit, title }) => {
    const codes = upTo(last, values.length);
    const figures = codes.flatMap((code, index) =>
      missing.includes(index) && codes.length > 1 && index > 0
        ? []
        : [
            figure(code, values[index] ?? null, {
              commentary: commented.includes(index) ? 'Said <i>so</i>' : null,
              ...(counted ? { numerator: '3', denominator: '11' } : {}),
            }),
          ],
    );
    return assessedRows({
      figures,
      indicator: indicator({ unit, title, frequencies: [periodOf(last).kind] }),
      targets: targets.flatMap(([index, terms]) => {
        const code = codes[index];
        return code === undefined ? [] : [target(code, terms)];
      }),
      benchmarks: areas.map((area, index) => benchmark(area, codes[0] ?? last, against[index] ?? '1')),
    });
  });

const someCharts = fc
  .tuple(someRows, fc.constantFrom('wide' as const, 'narrow' as const))
  .map(([rows, width]) => seriesChart(rows, { id: 'stability', council: 'Walsall Council', width }).svg as string);

const always = (holds: (svg: string) => void) => fc.assert(fc.property(someCharts, holds), { numRuns: 120 });

describe('a line chart', () => {
  it('has every mark inside its plot', () => {
    always((svg) => {
      const { left, right, top, bottom } = plotOf(svg);
      for (const { x, y } of marksOf(svg)) {
        expect(x).toBeGreaterThanOrEqual(left);
        expect(x).toBeLessThanOrEqual(right);
        expect(y).toBeGreaterThanOrEqual(top - 0.1);
        expect(y).toBeLessThanOrEqual(bottom + 0.1);
      }
    });
  });

  it('has a mark for each figure with a value', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const bare = rows.map((row) => ({ ...row, target: null, benchmarks: [] }));
        const { svg } = seriesChart(bare, { id: 'a', council: 'Walsall', width: 'wide' });
        expect(marksOf(svg)).toHaveLength(rows.filter(({ value }) => value !== null).length);
      }),
    );
  });

  it('has at most ten lines behind it', () => {
    always((svg) => {
      expect(gridLines(svg).length).toBeGreaterThanOrEqual(2);
      expect(gridLines(svg).length).toBeLessThanOrEqual(10);
    });
  });

  it('has no text over another, and none beyond the paper', () => {
    always((svg) => {
      const boxes = textBoxes(svg);
      const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
      for (const [index, box] of boxes.entries()) {
        expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
        expect([box.left >= 0, box.right <= width, box.top >= 0, box.bottom <= height, box.text]).toEqual([
          true,
          true,
          true,
          true,
          box.text,
        ]);
      }
    });
  });

  it('is well formed whatever people write, and carries no style and no script', () => {
    always((svg) => {
      expect(isWellFormed(svg)).toBe(true);
      expect(svg).not.toMatch(/<script|<style| style=| on\w+=/);
    });
  });

  it('numbers its notes as the table does', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const { notes } = seriesChart(rows, { id: 'a', council: 'Walsall', width: 'wide' });
        expect(notes.map(({ number }) => number)).toEqual(notes.map((_, index) => index + 1));
        const periods = rows.map(({ period }) => period);
        expect(notes.every(({ period }) => periods.includes(period))).toBe(true);
      }),
    );
  });

  it('breaks its line where a period is missing', () => {
    const drawn = (codes: readonly string[]) => {
      const rows = assessedRows({ figures: codes.map((code) => figure(code, '70')) });
      const { svg } = seriesChart(rows, { id: 'a', council: 'Walsall', width: 'wide' });
      return svg.split('outturn-chart__line').length - 1;
    };
    expect(drawn(['2016-17Q1', '2016-17Q2', '2016-17Q3', '2016-17Q4'])).toBe(1);
    expect(drawn(['2016-17Q1', '2016-17Q2', '2016-17Q4', '2017-18Q1'])).toBe(2);
  });

  it('has no line to a value that was held back', () => {
    const figures = ['62', null, '64', '65'].map((value, index) => figure(`2016-17Q${index + 1}`, value));
    const chart = seriesChart(assessedRows({ figures }), { id: 'a', council: 'Walsall', width: 'wide' });
    expect(chart.svg.split('outturn-chart__line')).toHaveLength(2);
    expect(chart.notes).toEqual([{ number: 1, period: '2016-17Q2', text: 'No value: c (suppressed).' }]);
  });

  it('says with what word a qualified figure is to be read', () => {
    const rows = assessedRows({
      figures: [figure('2017-18Q1', '70'), { ...figure('2017-18Q2', '77'), qualifier: 'about' }],
    });
    expect(chartNotes(rows)).toEqual([{ number: 1, period: '2017-18Q2', text: 'The figure is about 77%.' }]);
  });

  it('shows the target of a single figure as a line to either side of it', () => {
    const rows = assessedRows({
      figures: [figure('2017-18Q2', '77')],
      targets: [target('2017-18', { kind: 'point', value: '72' })],
    });
    const { svg } = seriesChart(rows, { id: 'a', council: 'Walsall', width: 'wide' });
    const drawn = /class="outturn-chart__target" d="([^"]+)"/.exec(svg)?.[1] ?? '';
    const across = [...drawn.matchAll(/[ML]([\d.]+),/g)].map(([, x]) => Number(x));
    const [mark] = marksOf(svg);
    expect(Math.max(...across) - Math.min(...across)).toBeGreaterThan(100);
    expect((Math.max(...across) + Math.min(...across)) / 2).toBeCloseTo(mark?.x ?? 0, 0);
  });

  it('is an empty plot that says so where no figure has a value', () => {
    for (const figures of [[], [figure('2017-18Q2', null)]]) {
      const { headline, svg } = seriesChart(assessedRows({ figures }), { id: 'a', council: 'W', width: 'narrow' });
      expect(headline).toMatch(/no figure is known(: c \(suppressed\))?$/i);
      expect(isWellFormed(svg)).toBe(true);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('says that a figure was corrected', () => {
    const figures = [figure('2016-17Q1', '62', { type: 'KpiReturnCorrected', position: 7, commentary: 'Recounted.' })];
    expect(seriesChart(assessedRows({ figures }), { id: 'a', council: 'W', width: 'wide' }).notes).toEqual([
      { number: 1, period: '2016-17Q1', text: 'Corrected (event 7). Recounted.' },
    ]);
  });
});

describe('an XmR chart', () => {
  const quarters = upTo('2020-21Q4', 20);
  const series = (values: readonly number[]) =>
    assessedRows({ figures: values.map((value, index) => figure(quarters[index] ?? '', String(value))) });
  const place = { id: 'a', council: 'Walsall', width: 'wide' } as const;
  const calm = quarters.map((_, index) => 66 + ((index * 7) % 5));

  it('needs thirteen figures', () => {
    expect(xmrChart(series(calm.slice(0, 12)), place)).toBeNull();
    expect(xmrChart(series(calm.slice(0, 13)), place)).not.toBeNull();
  });

  it('says that chance explains what it explains', () => {
    const chart = xmrChart(series(calm), place);
    expect(chart?.headline).toBe('Long-term stability of placements: the latest figure is within what chance explains');
    expect(chart?.notes).toEqual([]);
  });

  it('names what chance does not explain, and whether it is for the better', () => {
    const chart = xmrChart(series([...calm.slice(0, 19), 40]), place);
    expect(chart?.headline).toBe('Long-term stability of placements: a signal, below the lower limit (for the worse)');
    expect(chart?.notes).toEqual([{ number: 1, period: '2020-21Q4', text: 'Below the lower limit (for the worse).' }]);
  });

  it('shows no limit where a percentage cannot lie', () => {
    const wild = quarters.map((_, index) => (index % 2 === 0 ? 5 : 95));
    const { top, bottom } = plotOf(xmrChart(series(wild), place)?.svg ?? '');
    const limits = [...(xmrChart(series(wild), place)?.svg ?? '').matchAll(/__limit"[^>]* y1="([\d.]+)"/g)];
    expect(limits.map(([, y]) => Number(y) >= top - 0.1 && Number(y) <= bottom + 0.1)).toEqual([true, true, true]);
  });

  it('labels a limit with the edge that its line is drawn at', () => {
    const wild = quarters.map((_, index) => (index % 2 === 0 ? 5 : 95));
    const { svg } = xmrChart(series(wild), place)!;
    expect(svg).toContain('>Upper limit 100.0%<');
    expect(svg).toContain('>Lower limit 0.0%<');
    expect(svg).toContain('process limits 0.0% and 100.0%');
  });

  it('has no run over a missing period, and says so', () => {
    const shifted = quarters.map((_, index) => (index < 10 ? 60 : 66) + (index % 2) * 4);
    const signals = (rows: ReturnType<typeof series>) => xmrChart(rows, place)?.notes.map(({ text }) => text) ?? [];
    const whole = series(shifted);
    expect(signals(whole).join(' ')).toContain('Seven points or more above the mean');
    expect(xmrChart(whole, place)?.remark).toBeUndefined();
    const broken = whole.filter((_, index) => index % 10 !== 5);
    expect(signals(broken).join(' ')).not.toMatch(/seven points/i);
    const chart = xmrChart(broken, place);
    expect(chart?.remark).toBe('Periods are missing in 2 places: no run of points goes over a gap.');
    expect(chart?.svg).toContain('no run of points goes over a gap');
    expect(chart?.svg.match(/outturn-chart__line/g)).toHaveLength(3);
  });

  it('has no limits for periods that overlap, and says why', () => {
    const months = Array.from({ length: 12 }, (_, index) => `R12:2017-${String(index + 1).padStart(2, '0')}`);
    const rolling = [...months, ...months.map((code) => code.replace('2017', '2018'))];
    const rows = assessedRows({
      indicator: indicator({ frequencies: ['rolling_year'] }),
      figures: rolling.map((code, index) => figure(code, String(60 + index))),
    });
    expect(xmrChart(rows, place)).toBeNull();
    expect(whyNoLimits(rows)).toMatch(/^There are no process limits: these periods overlap/);
    expect(whyNoLimits(series(calm.slice(0, 5)))).toBe('Process limits need 13 figures; there are 5 so far.');
    expect(whyNoLimits(series(calm))).toBeNull();
  });

  it('leaves out what is only about so much', () => {
    const rows = series(calm).map((row, index) => (index < 8 ? { ...row, qualifier: 'about' as const } : row));
    expect(whyNoLimits(rows)).toBe('Process limits need 13 figures; there are 12 so far.');
    expect(xmrChart(rows, place)).toBeNull();
  });

  it('has no signal in a constant series, whatever its value', () => {
    for (const value of [0.1, 33.3, 99.9])
      expect(xmrChart(series(quarters.map(() => value)), place)?.notes).toEqual([]);
  });
});

describe('a sparkline', () => {
  it('is well formed, hidden from screen readers, and inside its box', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const svg = sparkline(rows, rows.at(-1)?.target?.value ?? null);
        if (svg === null) return;
        expect(isWellFormed(svg)).toBe(true);
        expect(svg).toContain('aria-hidden="true"');
        const places = [...svg.matchAll(/(?:^|[ M"])(\d+) (\d+)(?=[ "hM])/g)]
          .slice(1)
          .map(([, x, y]) => [Number(x), Number(y)]);
        for (const [x = -1, y = -1] of places) {
          expect(x >= 0 && x <= 112).toBe(true);
          expect(y >= 0 && y <= 32).toBe(true);
        }
        expect(/<circle cx="(\d+)" cy="(\d+)"/.test(svg)).toBe(true);
      }),
    );
  });

  it('lifts its line where a period is missing, is none if no two figures follow each other, and shows the figures of three years of quarters', () => {
    const figure = (period: string, value: string) => ({ period, value });
    const gap = sparkline([figure('2016-17Q1', '1'), figure('2016-17Q2', '2'), figure('2016-17Q4', '3')], null);
    expect(gap?.match(/M/g)).toHaveLength(2);
    expect(sparkline([figure('2016-17Q1', '1'), figure('2016-17Q3', '2'), figure('2017-18Q1', '3')], null)).toBeNull();
    const many = upTo('2017-18Q4', 40).map((period, at) => figure(period, String(at)));
    expect(sparkline(many, null)).toBe(sparkline(many.slice(-13), null));
  });
});
