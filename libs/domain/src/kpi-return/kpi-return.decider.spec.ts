import { build, definedIndicator, fold, given, retiredIndicator, sealed, tell } from '@outturn/testing';
import * as fc from 'fast-check';
import { qualifiers } from '../figure/no-figure.js';
import { CorrectClosedReturn, SubmitReturn, WithdrawReturn } from './kpi-return.commands.js';
import { kpiReturnDecider, kpiReturnEntity, type KpiReturnFacts } from './kpi-return.decider.js';
import type { FigureData, KpiReturnEvent } from './kpi-return.events.js';

const slot = { indicator: 'ks4-5acem', breakdown: 'all', period: 'AY2010-11' };
const submit = (fields: Partial<SubmitReturn>) => build(SubmitReturn, { ...slot, ...fields });
const withdraw = build(WithdrawReturn, { ...slot, reason: sealed('a wrong cohort') });
const of = (indicator: KpiReturnFacts['indicator']): KpiReturnFacts => ({
  indicator,
  closedRound: null,
  knownOn: '2012-05-14',
});
const facts = of(definedIndicator());
const about = (definition: Parameters<typeof definedIndicator>[0]) => of(definedIndicator(definition));

const figure = (members: Partial<FigureData>): FigureData => ({
  ...slot,
  value: '13',
  computed: null,
  numerator: null,
  denominator: null,
  symbol: null,
  qualifier: null,
  status: 'final',
  commentary: null,
  source: null,
  extractedOn: null,
  sourceDigest: null,
  warnings: [],
  definition: 1,
  ...members,
});
const submitted = (members: Partial<FigureData> = {}): KpiReturnEvent => ({
  type: 'KpiReturnSubmitted',
  schemaVersion: 2,
  data: figure(members),
});
const corrected = (members: Partial<FigureData>, reason: string): KpiReturnEvent => ({
  type: 'KpiReturnCorrected',
  schemaVersion: 2,
  data: { ...figure(members), reason },
});
const finalised = (members: Partial<FigureData>, reason: string | null = null): KpiReturnEvent => ({
  type: 'KpiReturnFinalised',
  schemaVersion: 2,
  data: { ...figure(members), reason },
});
const withdrawn: KpiReturnEvent = {
  type: 'KpiReturnWithdrawn',
  schemaVersion: 1,
  data: { ...slot, reason: sealed('a wrong cohort') },
};

describe('a return and the day on which it becomes known', () => {
  const quarter = about({ frequencies: ['quarter', 'point_in_time'] });
  const on = (knownOn: string): KpiReturnFacts => ({ ...quarter, knownOn });
  const spring = (fields: Partial<SubmitReturn> = {}) => submit({ period: '2027-28Q1', value: '13', ...fields });
  const events = (command: SubmitReturn, facts: KpiReturnFacts, history: KpiReturnEvent[] = []) => {
    const state = fold(kpiReturnDecider, history);
    const decision = kpiReturnDecider.decide(state, command, facts);
    return decision.accepted ? decision.events : decision.rejection;
  };

  it('is of a period that has begun, on its first day at the earliest', () => {
    given(kpiReturnDecider)
      .when(spring({ status: 'provisional' }), on('2027-03-31'))
      .thenRejected({
        kind: 'PeriodNotBegun',
        field: 'period',
        period: '2027-28Q1',
        beginsOn: '2027-04-01',
        knownOn: '2027-03-31',
      });
    expect(events(spring({ status: 'provisional' }), on('2027-04-01'))).toMatchObject([{ data: { warnings: [] } }]);
    expect(events(submit({ period: '@2028-02-29', value: '13' }), on('2028-02-28'))).toMatchObject({
      kind: 'PeriodNotBegun',
    });
    expect(events(submit({ period: '@2028-02-29', value: '13' }), on('2028-02-29'))).toMatchObject([
      { data: { warnings: [] } },
    ]);
  });

  it('is final before its period is over with a warning that stays on the event', () => {
    const warnings = [{ kind: 'FinalBeforePeriodEnd', endsOn: '2027-06-30', knownOn: '2027-06-29' }];
    expect(events(spring(), on('2027-06-29'))).toMatchObject([{ data: { status: 'final', warnings } }]);
    expect(events(spring(), on('2027-06-30'))).toMatchObject([{ data: { warnings: [] } }]);
  });

  it('loses the warning with a correction once its period is over, and says nothing new without one', () => {
    const early = events(spring(), on('2027-06-29')) as KpiReturnEvent[];
    expect(events(spring(), on('2027-07-01'), early)).toEqual([]);
    const mended = events(
      spring({ commentary: sealed('checked'), reason: sealed('checked') }),
      on('2027-07-01'),
      early,
    );
    expect(mended).toMatchObject([{ type: 'KpiReturnCorrected', data: { value: '13', warnings: [] } }]);
  });
});

describe('a first return', () => {
  it('is taken as it is stated', () => {
    const texts = { commentary: sealed('Fewer than hoped.'), source: sealed('Strategy 2012 to 2015') };
    given(kpiReturnDecider)
      .when(submit({ value: '13', status: 'provisional', ...texts }), facts)
      .then(submitted({ status: 'provisional', ...texts }));
  });

  it('is final unless it says that it is provisional', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '13' }), facts)
      .then(submitted());
  });

  it('needs no reason, and keeps none', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '13', reason: sealed('first') }), facts)
      .then(submitted());
  });

  it('remembers the version of the definition that it was made under', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '13' }), of(definedIndicator({}, 4)))
      .then(submitted({ definition: 4 }));
  });
});

describe('the value of a return', () => {
  it('is derived from its counts, half up, to the decimals of the indicator', () => {
    given(kpiReturnDecider)
      .when(submit({ numerator: '4', denominator: '32' }), facts)
      .then(submitted({ value: '13', computed: '13', numerator: '4', denominator: '32' }));
    given(kpiReturnDecider)
      .when(submit({ numerator: '4', denominator: '32' }), about({ decimals: 1 }))
      .then(submitted({ value: '12.5', computed: '12.5', numerator: '4', denominator: '32' }));
  });

  it('is a rate per 10,000 where the indicator is one', () => {
    given(kpiReturnDecider)
      .when(submit({ numerator: '530', denominator: '67000' }), about({ unit: 'rate_per_10000', decimals: 1 }))
      .then(submitted({ value: '79.1', computed: '79.1', numerator: '530', denominator: '67000' }));
  });

  // Walsall 2011: 4 of 32 is 12.5, published as 13.
  it('agrees with its counts when it is their quotient at the precision that was published', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '13', numerator: '4', denominator: '32' }), about({ decimals: 1 }))
      .then(submitted({ computed: '12.5', numerator: '4', denominator: '32' }));
  });

  // Walsall 2012: 16 of 60 members is 26.67, published as 26.6.
  it('is kept with a warning when its counts say something else', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '26.6', numerator: '16', denominator: '60' }), facts)
      .then(
        submitted({
          value: '26.6',
          computed: '26.7',
          numerator: '16',
          denominator: '60',
          warnings: [{ kind: 'StatedDiffersFromComputed', stated: '26.6', computed: '26.7' }],
        }),
      );
  });

  it('is computed as finely as it is stated, and no coarser than the indicator asks', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '26.67', numerator: '16', denominator: '60' }), about({ decimals: 1 }))
      .then(submitted({ value: '26.67', computed: '26.67', numerator: '16', denominator: '60' }));
  });

  it('or its counts must be given', () => {
    given(kpiReturnDecider).when(submit({}), facts).thenRejected({ kind: 'NothingReported', field: 'value' });
  });

  it('cannot be derived where the unit is not known', () => {
    given(kpiReturnDecider)
      .when(submit({ numerator: '4', denominator: '32' }), about({ unit: 'unknown' }))
      .thenRejected({ kind: 'UnitUnknown', field: 'value' });
  });

  it('is between 0 and 100 where it is a percentage', () => {
    for (const value of ['-0.1', '100.1']) {
      given(kpiReturnDecider)
        .when(submit({ value }), facts)
        .thenRejected({ kind: 'PercentOutOfRange', field: 'value', value });
    }
    for (const value of ['0', '100']) {
      given(kpiReturnDecider).when(submit({ value }), facts).then(submitted({ value }));
    }
    given(kpiReturnDecider)
      .when(submit({ value: '100.1' }), about({ unit: 'number' }))
      .then(submitted({ value: '100.1' }));
  });

  it('comes with both counts or with neither', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '13', numerator: '4' }), facts)
      .thenRejected({ kind: 'NumeratorWithoutDenominator', field: 'denominator', numerator: '4' });
    given(kpiReturnDecider)
      .when(submit({ value: '13', denominator: '32' }), facts)
      .thenRejected({ kind: 'DenominatorWithoutNumerator', field: 'numerator', denominator: '32' });
  });

  it('has no numerator above its denominator where it is a percentage', () => {
    given(kpiReturnDecider)
      .when(submit({ numerator: '33', denominator: '32' }), facts)
      .thenRejected({
        kind: 'NumeratorAboveDenominator',
        field: 'numerator',
        numerator: '33',
        denominator: '32',
      });
  });

  it('has counts that can be divided', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '0', numerator: '1', denominator: '0' }), facts)
      .thenRejected({ kind: 'DenominatorZero', field: 'denominator' });
    given(kpiReturnDecider)
      .when(submit({ numerator: '-1', denominator: '32' }), facts)
      .thenRejected({ kind: 'NegativeCount', field: 'numerator', count: '-1' });
  });
});

describe('the indicator of a return', () => {
  it('must be defined', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '13' }), of({ status: 'unknown' }))
      .thenRejected({ kind: 'UnknownIndicator', field: 'indicator', indicator: 'ks4-5acem' });
  });

  it('must be in use', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '13' }), of(retiredIndicator()))
      .thenRejected({ kind: 'IndicatorRetired', field: 'indicator', indicator: 'ks4-5acem' });
  });

  it('lists the kinds of period that it is reported for', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '13', period: '2010-11H1' }), about({ frequencies: ['year', 'quarter'] }))
      .thenRejected({
        kind: 'PeriodKindNotListed',
        field: 'period',
        period: '2010-11H1',
        periodKind: 'half_year',
        listed: ['year', 'quarter'],
      });
  });
});

describe('a return that was submitted before', () => {
  const given13 = given(kpiReturnDecider, [submitted()]);

  it('is unchanged when the same is said again', () => {
    given13.when(submit({ value: '13' }), facts).thenUnchanged();
  });

  it('is unchanged by a reason alone', () => {
    given13.when(submit({ value: '13', reason: sealed('checked') }), facts).thenUnchanged();
  });

  it('is unchanged by a new definition alone', () => {
    given13.when(submit({ value: '13' }), of(definedIndicator({ title: 'Reworded' }, 2))).thenUnchanged();
  });

  it('is the same whether its value was derived or stated', () => {
    given(kpiReturnDecider, [submitted({ value: '13', computed: '13', numerator: '4', denominator: '32' })])
      .when(submit({ value: '13', numerator: '4', denominator: '32' }), facts)
      .thenUnchanged();
  });

  it('needs a reason when its figure is corrected', () => {
    given13.when(submit({ value: '12' }), facts).thenRejected({
      kind: 'CorrectionNeedsReason',
      field: 'reason',
      was: '13',
      becomes: '12',
      changed: ['value'],
    });
    given13
      .when(submit({ value: '12', reason: sealed('One pupil moved.') }), facts)
      .then(corrected({ value: '12' }, sealed('One pupil moved.')));
  });

  it.each([
    ['counts', { numerator: '4', denominator: '32' }, ['numerator', 'denominator'], { computed: '13' }],
    ['commentary', { commentary: sealed('Better.') }, ['commentary'], {}],
    ['source', { source: sealed('Panel, June') }, ['source'], {}],
  ] as const)('needs a reason when its %s alone change', (_what, fields, changed, derived) => {
    given13
      .when(submit({ value: '13', ...fields }), facts)
      .thenRejected({ kind: 'CorrectionNeedsReason', field: 'reason', was: '13', becomes: '13', changed });
    given13
      .when(submit({ value: '13', ...fields, reason: sealed('late') }), facts)
      .then(corrected({ ...fields, ...derived }, sealed('late')));
  });

  it('keeps what a command does not mention', () => {
    const words = {
      commentary: sealed('Better.'),
      source: sealed('Panel'),
      extractedOn: '2011-09-05',
      sourceDigest: 'a'.repeat(64),
    };
    const reason = sealed('a recount');
    const counted = submitted({ ...words, numerator: '4', denominator: '32', computed: '13', definition: 1 });
    given(kpiReturnDecider, [submitted(words)])
      .when(submit({ value: '12', reason }), facts)
      .then(corrected({ ...words, value: '12' }, reason));
    given(kpiReturnDecider, [counted])
      .when(submit({ source: sealed('Board'), reason }), of(definedIndicator({ decimals: 1 }, 2)))
      .then(
        corrected(
          { ...words, source: sealed('Board'), numerator: '4', denominator: '32', computed: '13', definition: 1 },
          reason,
        ),
      );
    given(kpiReturnDecider, [counted]).when(submit({}), facts).thenUnchanged();
  });

  it.each([
    ['commentary', { commentary: sealed('Better.') }],
    ['source', { source: sealed('Panel') }],
    ['extractedOn', { extractedOn: '2011-09-05' }],
    ['sourceDigest', { sourceDigest: 'a'.repeat(64) }],
  ] as const)('loses its %s if the command says that there is none', (member, said) => {
    given(kpiReturnDecider, [submitted(said)])
      .when(submit({ [member]: null, reason: sealed('a slip') }), facts)
      .then(corrected({ [member]: null }, sealed('a slip')));
  });

  it('has a figure that is said whole: a part that is left out beside another is taken back', () => {
    given(kpiReturnDecider, [submitted({ numerator: '4', denominator: '32', computed: '13', qualifier: 'about' })])
      .when(submit({ value: '13', reason: sealed('a slip') }), facts)
      .then(corrected({}, sealed('a slip')));
  });

  it('cannot be emptied: a figure that should not be there is withdrawn', () => {
    given13
      .when(submit({ value: null, reason: sealed('a slip') }), facts)
      .thenRejected({ kind: 'NothingReported', field: 'value' });
  });

  it('is corrected when a derived value comes out otherwise under a new definition', () => {
    given(kpiReturnDecider, [submitted({ computed: '13', numerator: '4', denominator: '32' })])
      .when(submit({ numerator: '4', denominator: '32' }), about({ decimals: 1 }))
      .thenRejected({
        kind: 'CorrectionNeedsReason',
        field: 'reason',
        was: '13',
        becomes: '12.5',
        changed: ['value'],
      });
  });
});

describe('a return without a figure', () => {
  const why = { commentary: sealed('Nobody was of that age.') };
  const none = (members: Partial<FigureData>) => submitted({ value: null, ...why, ...members });

  it.each(['z', 'x', 'c'] as const)('says why there is none (%s), and counts as submitted', (symbol) => {
    given(kpiReturnDecider)
      .when(submit({ symbol, ...why }), facts)
      .then(none({ symbol }));
  });

  it('says that nobody was there to count by 0 of 0', () => {
    const nobody = { numerator: '0', denominator: '0' };
    for (const symbol of [undefined, 'z'] as const) {
      given(kpiReturnDecider)
        .when(submit({ ...nobody, symbol, ...why }), facts)
        .then(none({ symbol: 'z', ...nobody }));
    }
    given(kpiReturnDecider)
      .when(submit({ numerator: '1', denominator: '0', ...why }), facts)
      .thenRejected({ kind: 'DenominatorZero', field: 'denominator' });
  });

  it('has a commentary, its own or the one that stands', () => {
    given(kpiReturnDecider)
      .when(submit({ symbol: 'x' }), facts)
      .thenRejected({ kind: 'SymbolNeedsCommentary', field: 'commentary', symbol: 'x' });
    given(kpiReturnDecider, [submitted(why)])
      .when(submit({ symbol: 'x', reason: sealed('the system was down') }), facts)
      .then(corrected({ value: null, symbol: 'x', ...why }, sealed('the system was down')));
    given(kpiReturnDecider, [none({ symbol: 'x' })])
      .when(submit({ commentary: null, reason: sealed('a slip') }), facts)
      .thenRejected({ kind: 'SymbolNeedsCommentary', field: 'commentary', symbol: 'x' });
  });

  it.each([
    ['value', { value: '13', symbol: 'x' }, 'x'],
    ['value', { value: '0', symbol: 'z' }, 'z'],
    ['value', { value: '0', numerator: '0', denominator: '0' }, 'z'],
    ['numerator', { numerator: '4', denominator: '32', symbol: 'z' }, 'z'],
    ['numerator', { numerator: '0', denominator: '0', symbol: 'x' }, 'x'],
    ['denominator', { denominator: '32', symbol: 'c' }, 'c'],
  ] as const)('has no %s beside its symbol', (field, fields, symbol) => {
    given(kpiReturnDecider)
      .when(submit({ ...fields, ...why }), facts)
      .thenRejected({ kind: 'FigureBesideSymbol', field, symbol });
  });

  it('has no qualifier', () => {
    given(kpiReturnDecider)
      .when(submit({ symbol: 'x', qualifier: 'about', ...why }), facts)
      .thenRejected({ kind: 'QualifierWithoutFigure', field: 'qualifier', qualifier: 'about' });
  });

  it('is corrected to one with a figure, and back, for a reason', () => {
    given(kpiReturnDecider, [none({ symbol: 'x' })])
      .when(submit({ value: '13' }), facts)
      .thenRejected({
        kind: 'CorrectionNeedsReason',
        field: 'reason',
        was: 'x',
        becomes: '13',
        changed: ['value', 'symbol'],
      });
  });
});

describe('a qualified figure', () => {
  it.each(qualifiers)('is taken with its word (%s)', (qualifier) => {
    given(kpiReturnDecider)
      .when(submit({ value: '13', qualifier }), facts)
      .then(submitted({ qualifier }));
  });
});

describe('a gap in percentage points', () => {
  const points = about({ unit: 'percentage_points', decimals: 1 });

  it('may be negative, and above a hundred', () => {
    for (const value of ['-12.5', '120']) {
      given(kpiReturnDecider).when(submit({ value }), points).then(submitted({ value }));
    }
  });

  it('is stated, never worked out from counts', () => {
    given(kpiReturnDecider)
      .when(submit({ numerator: '4', denominator: '32' }), points)
      .thenRejected({ kind: 'GapWithoutValue', field: 'value' });
  });
});

describe('a provisional return', () => {
  const givenProvisional = given(kpiReturnDecider, [submitted({ status: 'provisional' })]);

  it('becomes final with another figure and without a reason', () => {
    givenProvisional.when(submit({ value: '12', status: 'final' }), facts).then(finalised({ value: '12' }));
  });

  it('stays provisional unless it is said to be final', () => {
    for (const status of [undefined, null]) {
      givenProvisional
        .when(submit({ value: '12', status, reason: sealed('a recount') }), facts)
        .then(corrected({ value: '12', status: 'provisional' }, sealed('a recount')));
    }
  });

  it('keeps a reason that it is given when it becomes final', () => {
    givenProvisional
      .when(submit({ value: '12', status: 'final', reason: sealed('validated') }), facts)
      .then(finalised({ value: '12' }, sealed('validated')));
  });

  it('needs a reason to change while it stays provisional', () => {
    givenProvisional.when(submit({ value: '12', status: 'provisional' }), facts).thenRejected({
      kind: 'CorrectionNeedsReason',
      field: 'reason',
      was: '13',
      becomes: '12',
      changed: ['value'],
    });
  });

  it('is never what a final one becomes', () => {
    given(kpiReturnDecider, [submitted()])
      .when(submit({ value: '13', status: 'provisional', reason: sealed('too early') }), facts)
      .thenRejected({ kind: 'FinalCannotBecomeProvisional', field: 'status' });
  });
});

describe('a withdrawn return', () => {
  it('leaves the slot empty, for a reason', () => {
    given(kpiReturnDecider, [submitted()]).when(withdraw, facts).then(withdrawn);
  });

  it('can be withdrawn after its indicator was retired', () => {
    given(kpiReturnDecider, [submitted()]).when(withdraw, of(retiredIndicator())).then(withdrawn);
  });

  it('must have been there', () => {
    for (const history of [[], [submitted(), withdrawn]]) {
      given(kpiReturnDecider, history)
        .when(withdraw, facts)
        .thenRejected({ kind: 'NothingToWithdraw', ...slot });
    }
  });

  it('is followed by a first return again', () => {
    given(kpiReturnDecider, [submitted(), withdrawn])
      .when(submit({ value: '13', status: 'provisional' }), facts)
      .then(submitted({ status: 'provisional' }));
  });
});

describe('a return whose round is closed', () => {
  const closedRound = { round: 'autumn', closedOn: '2011-11-30', position: 41 };
  const closed: KpiReturnFacts = { ...facts, closedRound };
  const refusal = { kind: 'RoundClosed', field: 'period', ...slot, ...closedRound } as const;
  const correct = (fields: Partial<CorrectClosedReturn>) =>
    build(CorrectClosedReturn, { ...slot, reason: sealed('a recount'), ...fields });

  it('is refused, first or corrected or made final, with the round that it came too late for', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '13' }), closed)
      .thenRejected(refusal);
    given(kpiReturnDecider, [submitted()])
      .when(submit({ value: '12', reason: sealed('a recount') }), closed)
      .thenRejected(refusal);
    given(kpiReturnDecider, [submitted({ status: 'provisional' })])
      .when(submit({ value: '13', status: 'final' }), closed)
      .thenRejected(refusal);
  });

  it('is not told to give a reason that would not help', () => {
    given(kpiReturnDecider, [submitted()])
      .when(submit({ value: '12' }), closed)
      .thenRejected(refusal);
  });

  it('cannot be withdrawn', () => {
    given(kpiReturnDecider, [submitted()]).when(withdraw, closed).thenRejected(refusal);
  });

  it('may be said again as it stands', () => {
    given(kpiReturnDecider, [submitted()])
      .when(submit({ value: '13' }), closed)
      .thenUnchanged();
  });

  it('is corrected by a command of its own, which always has a reason', () => {
    given(kpiReturnDecider, [submitted()])
      .when(correct({ value: '12' }), closed)
      .then({
        type: 'KpiReturnCorrected',
        schemaVersion: 2,
        data: { ...figure({ value: '12' }), reason: sealed('a recount') },
      });
    expect(() => correct({ value: '12', reason: '' })).toThrow('property reason');
  });

  it('has no figure that could be corrected where it is missing or was withdrawn', () => {
    for (const history of [[], [submitted(), withdrawn]]) {
      given(kpiReturnDecider, history)
        .when(correct({ value: '12' }), closed)
        .thenRejected({ kind: 'NothingToCorrect', ...slot });
    }
  });
});

describe('the history of a return', () => {
  const anyCount = fc.option(fc.nat(12).map(String), { nil: undefined });
  const anySubmission = fc
    .record({
      value: fc.option(fc.constantFrom('0', '12.5', '13', '100', '101'), { nil: undefined }),
      numerator: anyCount,
      denominator: anyCount,
      status: fc.constantFrom('provisional' as const, 'final' as const),
      commentary: fc.option(fc.constantFrom(sealed('one'), sealed('two')), { nil: undefined }),
      reason: fc.option(fc.constant(sealed('because')), { nil: undefined }),
    })
    .map(submit);
  const anyHistory = fc.array(fc.oneof({ weight: 4, arbitrary: anySubmission }, fc.constant(withdraw)));

  it('can always be folded', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { state, events } = tell(kpiReturnDecider, history, facts);
        expect(fold(kpiReturnDecider, events)).toEqual(state);
      }),
    );
  });

  it('is not lengthened by a submission repeated at once', () => {
    fc.assert(
      fc.property(anyHistory, anySubmission, (history, last) => {
        const once = tell(kpiReturnDecider, [...history, last], facts);
        expect(tell(kpiReturnDecider, [...history, last, last], facts)).toEqual(once);
      }),
    );
  });

  it('has the figure again that is submitted after it was withdrawn', () => {
    fc.assert(
      fc.property(anySubmission, (submission) => {
        const once = tell(kpiReturnDecider, [submission], facts);
        expect(tell(kpiReturnDecider, [submission, withdraw, submission], facts).state).toEqual(once.state);
      }),
    );
  });
});

it('a slot is one indicator, breakdown and period', () => {
  expect(kpiReturnEntity(submit({ value: '13', breakdown: 'age=16-18' }))).toBe('return/ks4-5acem/age=16-18/AY2010-11');
});
