import { latestSignal, type ProcessSeries, signalsOf } from './signal-words';

/** Months from January 2015 on; a year of them and more. */
const months = (values: readonly (string | null)[], qualifier: 'about' | null = null): ProcessSeries => ({
  kind: 'month',
  figures: values.map((value, at) => ({
    period: `${2015 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
    value,
    qualifier: at === values.length - 1 ? qualifier : null,
  })),
});
const steady = ['50', '52', '50', '52', '50', '52', '50', '52', '50', '52', '50', '52'];
const higher = { decimals: 0, polarity: 'higher' } as const;

describe('the signal of the latest figure', () => {
  it('says what chance does not explain, and what it means', () => {
    expect(latestSignal(months([...steady, '20']), higher)).toEqual({
      meaning: 'concern',
      words: 'below the lower limit (for the worse)',
    });
    expect(latestSignal(months([...steady, '20']), { ...higher, polarity: 'lower' })?.meaning).toBe('improvement');
    expect(latestSignal(months([...steady, '20']), { ...higher, polarity: 'neutral' })?.meaning).toBe('none');
  });

  it('is none where chance explains it, or where there are too few figures for limits', () => {
    expect(latestSignal(months([...steady, '51']), higher)).toBeNull();
    expect(latestSignal(months([...steady.slice(1), '20']), higher)).toBeNull();
  });

  it('is none of an earlier figure where the latest has no value, or is only about so much', () => {
    expect(latestSignal(months([...steady, '20', null]), higher)).toBeNull();
    expect(latestSignal(months([...steady, '50', '20'], 'about'), higher)).toBeNull();
  });

  it('is none for periods that overlap', () => {
    expect(latestSignal({ ...months([...steady, '20']), kind: 'rolling_year' }, higher)).toBeNull();
  });
});

it('the signals of a series are those of every figure, by its period, and the latest is one of them', () => {
  const series = months([...steady, '20']);
  const signals = signalsOf(series, higher);
  expect(signals.get('2016-01')).toEqual(latestSignal(series, higher));
  expect(signals.get('2015-01')?.words).toBe('seven points or more above the mean (for the better)');
  expect(signalsOf(months(steady), higher).size).toBe(0);
});
