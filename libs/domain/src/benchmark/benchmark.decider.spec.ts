import { build, definedIndicator, given, retiredIndicator, sealed, tell } from '@outturn/testing';
import * as fc from 'fast-check';
import { ReleaseBenchmark, WithdrawBenchmark } from './benchmark.commands.js';
import { benchmarkDecider, benchmarkEntity, type BenchmarkFacts } from './benchmark.decider.js';
import type { BenchmarkData, BenchmarkEvent } from './benchmark.events.js';

const slot = { indicator: 'placement-long-term', breakdown: 'all', area: 'england', period: '2016-17' };
const release = (fields: Partial<ReleaseBenchmark>) => build(ReleaseBenchmark, { ...slot, ...fields });
const withdraw = build(WithdrawBenchmark, { ...slot, release: 'LAIT 2018' });
const facts: BenchmarkFacts = { indicator: definedIndicator({ id: 'placement-long-term' }) };

const cell = (members: Partial<BenchmarkData> = {}): BenchmarkData => ({
  ...slot,
  sourcePeriod: null,
  areaCode: null,
  value: '68',
  published: '68',
  numerator: null,
  denominator: null,
  symbol: null,
  release: 'LAIT 2017',
  ...members,
});
const released = (members: Partial<BenchmarkData> = {}): BenchmarkEvent => ({
  type: 'BenchmarkReleased',
  schemaVersion: 1,
  data: cell(members),
});
const restated = (members: Partial<BenchmarkData>): BenchmarkEvent => ({
  type: 'BenchmarkRestated',
  schemaVersion: 1,
  data: cell(members),
});
const withdrawn: BenchmarkEvent = {
  type: 'BenchmarkWithdrawn',
  schemaVersion: 1,
  data: { ...slot, sourcePeriod: null, release: 'LAIT 2018', reason: null },
};

describe('a benchmark', () => {
  it('is released with the label of the release that says so', () => {
    given(benchmarkDecider)
      .when(release({ value: '68', release: 'LAIT 2017' }), facts)
      .then(released());
  });

  it('keeps the text of the cell beside the figure that was read from it', () => {
    const members = { value: '0.07', published: '7.0000000000000007E-2', areaCode: '970', sourcePeriod: '2017' };
    given(benchmarkDecider)
      .when(release({ ...members, release: 'LAIT 2017' }), facts)
      .then(released(members));
  });

  it('is derived from its counts like a return, and was then not published as a text', () => {
    given(benchmarkDecider)
      .when(release({ numerator: '4', denominator: '32', release: 'LAIT 2017' }), facts)
      .then(released({ value: '13', published: null, numerator: '4', denominator: '32' }));
  });

  it('is a symbol where the publisher shows no figure', () => {
    given(benchmarkDecider)
      .when(release({ symbol: 'c', release: 'LAIT 2017' }), facts)
      .then(released({ value: null, published: 'c', symbol: 'c' }));
  });

  it.each([
    ['neither', {}],
    ['a value and a symbol', { value: '68', symbol: 'c' }],
    ['counts and a symbol', { numerator: '4', denominator: '32', symbol: 'c' }],
  ])('is a figure or a symbol, not %s', (_what, fields) => {
    given(benchmarkDecider).when(release(fields), facts).thenRejected({ kind: 'ValueOrSymbol', field: 'value' });
  });

  it('of 0 of 0 says that nobody was there to count, also where the symbol stands beside it', () => {
    const nobody = { numerator: '0', denominator: '0' };
    for (const said of [nobody, { ...nobody, symbol: 'z' }])
      given(benchmarkDecider)
        .when(release({ ...said, release: 'LAIT 2017' }), facts)
        .then(released({ ...nobody, value: null, published: said === nobody ? null : 'z', symbol: 'z' }));
    for (const said of [
      { ...nobody, value: '0' },
      { ...nobody, symbol: 'c' },
    ])
      given(benchmarkDecider)
        .when(release(said), facts)
        .thenRejected(
          'value' in said
            ? { kind: 'DenominatorZero', field: 'denominator' }
            : { kind: 'ValueOrSymbol', field: 'value' },
        );
  });

  it('has counts that can be divided and, of a percentage, are a part and its whole', () => {
    given(benchmarkDecider)
      .when(release({ numerator: '1', denominator: '0' }), facts)
      .thenRejected({ kind: 'DenominatorZero', field: 'denominator' });
    given(benchmarkDecider)
      .when(release({ numerator: '33', denominator: '32' }), facts)
      .thenRejected({ kind: 'NumeratorAboveDenominator', field: 'numerator', numerator: '33', denominator: '32' });
  });

  it('cannot be derived where the unit is not known', () => {
    const unknown = { indicator: definedIndicator({ unit: 'unknown' }) };
    given(benchmarkDecider)
      .when(release({ numerator: '4', denominator: '32' }), unknown)
      .thenRejected({ kind: 'UnitUnknown', field: 'value' });
  });

  // Adoption rates and the like are published above 100%; the publisher's figure is not ours to refuse.
  it('may be a percentage above 100', () => {
    given(benchmarkDecider)
      .when(release({ value: '104', release: 'LAIT 2017' }), facts)
      .then(released({ value: '104', published: '104' }));
  });

  it('is for an indicator that is defined, retired or not', () => {
    given(benchmarkDecider)
      .when(release({ value: '68' }), { indicator: { status: 'unknown' } })
      .thenRejected({ kind: 'UnknownIndicator', field: 'indicator', indicator: 'placement-long-term' });
    given(benchmarkDecider)
      .when(release({ value: '68', release: 'LAIT 2017' }), { indicator: retiredIndicator() })
      .then(released());
  });

  it('is for a period, or for what the publisher calls one', () => {
    given(benchmarkDecider)
      .when(release({ value: '68', period: undefined }), facts)
      .thenRejected({ kind: 'PeriodMissing', field: 'period' });
    given(benchmarkDecider)
      .when(release({ value: '68', period: undefined, sourcePeriod: '2014-2017', release: 'LAIT 2017' }), facts)
      .then(released({ period: null, sourcePeriod: '2014-2017' }));
  });

  it('is one cell of a table', () => {
    expect(benchmarkEntity(release({ value: '68' }))).toBe('benchmark/placement-long-term/all/england/2016-17');
    expect(benchmarkEntity(release({ value: '68', period: undefined, sourcePeriod: '2014/17' }))).toBe(
      'benchmark/placement-long-term/all/england/label:2014%2F17',
    );
  });
});

describe('a benchmark that was released before', () => {
  it('is unchanged when a later release says the same', () => {
    given(benchmarkDecider, [released()])
      .when(release({ value: '68', release: 'LAIT 2018' }), facts)
      .thenUnchanged();
  });

  it.each([
    ['another value', { value: '67' }, { value: '67', published: '67' }],
    ['another text of the same value', { value: '68', published: '68.0' }, { published: '68.0' }],
    ['a symbol', { symbol: 'c' }, { value: null, published: 'c', symbol: 'c' }],
    ['another code of its area', { value: '68', areaCode: 'E92000001' }, { areaCode: 'E92000001' }],
    ['counts', { value: '68', numerator: '34', denominator: '50' }, { numerator: '34', denominator: '50' }],
  ])('is restated by %s', (_what, fields, members) => {
    given(benchmarkDecider, [released()])
      .when(release({ ...fields, release: 'LAIT 2018' }), facts)
      .then(restated({ ...members, release: 'LAIT 2018' }));
  });

  it('is withdrawn when the publisher shows it no longer', () => {
    given(benchmarkDecider, [released()]).when(withdraw, facts).then(withdrawn);
  });

  it('is withdrawn for a reason, where one is given', () => {
    const reason = sealed('published in error');
    given(benchmarkDecider, [released()])
      .when(build(WithdrawBenchmark, { ...slot, reason }), facts)
      .then({ ...withdrawn, data: { ...slot, sourcePeriod: null, release: null, reason } });
  });

  it('must be there to be withdrawn', () => {
    for (const history of [[], [released(), withdrawn]]) {
      given(benchmarkDecider, history)
        .when(withdraw, facts)
        .thenRejected({ kind: 'NothingToWithdraw', ...slot, sourcePeriod: null });
    }
  });

  it('is released again after it was withdrawn', () => {
    given(benchmarkDecider, [released(), withdrawn])
      .when(release({ value: '68', release: 'LAIT 2017' }), facts)
      .then(released());
  });
});

describe('the history of a benchmark', () => {
  const anyRelease = fc
    .record({
      value: fc.option(fc.nat(3).map(String), { nil: undefined }),
      symbol: fc.option(fc.constantFrom('c', 'x'), { nil: undefined }),
      numerator: fc.option(fc.nat(3).map(String), { nil: undefined }),
      denominator: fc.option(fc.nat(3).map(String), { nil: undefined }),
      release: fc.option(fc.constantFrom('LAIT 2017', 'LAIT 2018'), { nil: undefined }),
    })
    .map(release);
  const anyHistory = fc.array(fc.oneof({ weight: 3, arbitrary: anyRelease }, fc.constant(withdraw)));

  it('can always be folded, and is not lengthened by a release repeated at once', () => {
    fc.assert(
      fc.property(anyHistory, anyRelease, (history, last) => {
        const once = tell(benchmarkDecider, [...history, last], facts);
        expect(tell(benchmarkDecider, [...history, last, last], facts)).toEqual(once);
      }),
    );
  });

  it('has the figure again that is released after it was withdrawn', () => {
    fc.assert(
      fc.property(anyRelease, (command) => {
        const once = tell(benchmarkDecider, [command], facts);
        expect(tell(benchmarkDecider, [command, withdraw, command], facts).state).toEqual(once.state);
      }),
    );
  });
});
