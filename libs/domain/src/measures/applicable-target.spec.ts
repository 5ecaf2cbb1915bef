import { periodOf } from '@outturn/kernel';
import { applicableTarget, decidingFigure, milestonesAt } from './applicable-target.js';
import { figure, milestone, point, range, target } from './assessment-rows.fixture.js';

const quarter2 = periodOf('2017-18Q2');

describe('the target that applies', () => {
  it('is that of the same period, whatever else encloses it', () => {
    const own = target('2017-18Q2', point('70'));
    expect(applicableTarget([target('2017-18', point('72')), own], quarter2)).toBe(own);
  });

  it('else that of the narrowest enclosing period or span of dates', () => {
    const half = target('2017-18H1', point('71'));
    const span = target(null, point('69'), { from: '2017-06-01', to: '2017-10-31' });
    const year = target('2017-18', point('72'));
    expect(applicableTarget([year, half, span], quarter2)).toBe(span);
    expect(applicableTarget([year, half], quarter2)).toBe(half);
    expect(applicableTarget([year], quarter2)).toBe(year);
  });

  it('a span without an end encloses everything after its start, and is the widest', () => {
    const standing = target(null, point('60'), { from: '2010-04-01', to: null });
    const year = target('2017-18', point('72'));
    expect(applicableTarget([standing, year], quarter2)).toBe(year);
    expect(applicableTarget([standing], quarter2)).toBe(standing);
  });

  it('else the earliest milestone that falls due on or after the end of the period', () => {
    const second = target('2017-18Q2', milestone('50'));
    const third = target('2017-18Q3', milestone('100'));
    const given = [third, second, target('2017-18Q1', milestone('20'))];
    expect(applicableTarget(given, quarter2)).toBe(second);
    expect(applicableTarget(given, periodOf('2017-08'))).toBe(second);
    expect(applicableTarget(given, periodOf('2017-10'))).toBe(third);
  });

  it('a milestone does not count for the days that its period encloses', () => {
    const year = target('2017-18', milestone('90'));
    const half = target('2017-18H1', range('60', '70'));
    expect(applicableTarget([year, half], quarter2)).toBe(half);
  });

  it('is none where every milestone is past, or only another period has one', () => {
    expect(applicableTarget([target('2017-18Q1', milestone('20'))], quarter2)).toBeNull();
    expect(applicableTarget([target('2016-17', point('70')), target('2017-18Q3', point('70'))], quarter2)).toBeNull();
  });

  it('of two that are equally near is the one recorded later, in whatever order they come', () => {
    const earlier = target('2017-18', point('72'), { position: 3 });
    const later = target(null, point('73'), { from: '2017-04-01', to: '2018-03-31', position: 4 });
    expect(applicableTarget([earlier, later], quarter2)).toBe(later);
    expect(applicableTarget([later, earlier], quarter2)).toBe(later);
  });
});

describe('milestones', () => {
  const given = [
    target('2012-13Q4', milestone('100')),
    target('2012-13Q2', milestone('50')),
    target('2012-13', point('70')),
    target('@2012-05-31', milestone('10')),
    target(null, milestone('60'), { from: '2012-10-01', to: '2012-10-31' }),
  ];
  const states = (end: string, asAt = end) =>
    milestonesAt(given, end, asAt).map(({ milestone: { due, state } }) => [due, state]);

  it('are listed as they fall due: past, due, the next, and later ones', () => {
    expect(states('2012-09-30')).toEqual([
      ['2012-05-31', 'past'],
      ['2012-09-30', 'due'],
      ['2012-10-31', 'next'],
      ['2013-03-31', 'later'],
    ]);
  });

  it('that have fallen due since the figure are due, not next', () => {
    expect(states('2012-05-31', '2012-11-30').map(([, state]) => state)).toEqual(['due', 'due', 'due', 'next']);
  });

  it('only the first that is still to come is next', () => {
    expect(states('2012-05-11').map(([, state]) => state)).toEqual(['next', 'later', 'later', 'later']);
    expect(states('2014-01-01').map(([, state]) => state)).toEqual(['past', 'past', 'past', 'past']);
  });
});

describe('the figure that decides whether a target was met', () => {
  const year = target('2017-18', point('72'));
  const decides = (...periods: string[]) =>
    decidingFigure(
      year,
      periods.map((period) => figure(period, '70')),
    )?.period;

  it('is that of its own period, whatever else there is', () => {
    expect(decides('2017-18Q4', '2017-18', '2018-19Q1')).toBe('2017-18');
  });

  it('is else the last inside, and of those that end together the one that spans most', () => {
    expect(decides('2017-18Q2', '2017-18Q1', '2018-19Q1')).toBe('2017-18Q2');
    expect(decides('2018-03', '2017-18Q4', '2017-18H2', '@2018-03-31')).toBe('2017-18H2');
  });

  it('has a value, unless it is that of the very period', () => {
    const withheld = (period: string) => figure(period, null, { symbol: 'c' });
    expect(decidingFigure(year, [withheld('2017-18Q4'), figure('2017-18Q2', '70')])?.period).toBe('2017-18Q2');
    expect(decidingFigure(year, [withheld('2017-18'), figure('2017-18Q4', '70')])?.period).toBe('2017-18');
  });

  it('is none if nothing lies inside', () => {
    expect(decides('2016-17Q4', '2018-19Q1', '3Y:2015-18')).toBeUndefined();
    expect(decidingFigure(target('2012-13Q2', milestone('50')), [figure('@2012-05-11', '26.6')])).toBeNull();
  });
});
