import { build, definedIndicator, fold, given, retiredIndicator, sealed, tell } from '@outturn/testing';
import * as fc from 'fast-check';
import { CorrectClosedReturn, SubmitReturn, WithdrawReturn } from './kpi-return.commands.js';
import { kpiReturnDecider, kpiReturnEntity, type KpiReturnFacts } from './kpi-return.decider.js';
import type { FigureData, KpiReturnEvent } from './kpi-return.events.js';

const slot = { indicator: 'ks4-5acem', breakdown: 'all', period: 'AY2010-11' };
const submit = (fields: Partial<SubmitReturn>) => build(SubmitReturn, { ...slot, ...fields });
const withdraw = build(WithdrawReturn, { ...slot, reason: sealed('a wrong cohort') });
const of = (indicator: KpiReturnFacts['indicator']): KpiReturnFacts => ({ indicator, closedRound: null });
const facts = of(definedIndicator());
const about = (definition: Parameters<typeof definedIndicator>[0]) => of(definedIndicator(definition));

const figure = (members: Partial<FigureData>): FigureData => ({
  ...slot,
  value: '13',
  computed: null,
  numerator: null,
  denominator: null,
  status: 'final',
  commentary: null,
  source: null,
  warnings: [],
  definition: 1,
  ...members,
});
const submitted = (members: Partial<FigureData> = {}): KpiReturnEvent => ({
  type: 'KpiReturnSubmitted',
  schemaVersion: 1,
  data: figure(members),
});
const corrected = (members: Partial<FigureData>, reason: string): KpiReturnEvent => ({
  type: 'KpiReturnCorrected',
  schemaVersion: 1,
  data: { ...figure(members), reason },
});
const finalised = (members: Partial<FigureData>, reason: string | null = null): KpiReturnEvent => ({
  type: 'KpiReturnFinalised',
  schemaVersion: 1,
  data: { ...figure(members), reason },
});
const withdrawn: KpiReturnEvent = {
  type: 'KpiReturnWithdrawn',
  schemaVersion: 1,
  data: { ...slot, reason: sealed('a wrong cohort') },
};

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

  // Walsall 2011 (domain.md, W3): 4 of 32 is 12.5, published as 13.
  it('agrees with its counts when it is their quotient at the precision that was published', () => {
    given(kpiReturnDecider)
      .when(submit({ value: '13', numerator: '4', denominator: '32' }), about({ decimals: 1 }))
      .then(submitted({ computed: '12.5', numerator: '4', denominator: '32' }));
  });

  // Walsall 2012 (domain.md, W1): 16 of 60 members is 26.67, published as 26.6.
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

  it('can not be derived where the unit is not known', () => {
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
      .when(submit({ value: '0', numerator: '0', denominator: '0' }), facts)
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

  it('is said whole: a commentary that is left out is taken back', () => {
    given(kpiReturnDecider, [submitted({ commentary: sealed('Better.') })])
      .when(submit({ value: '13', reason: sealed('not better') }), facts)
      .then(corrected({}, sealed('not better')));
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

describe('a provisional return', () => {
  const givenProvisional = given(kpiReturnDecider, [submitted({ status: 'provisional' })]);

  it('becomes final with another figure and without a reason', () => {
    givenProvisional.when(submit({ value: '12' }), facts).then(finalised({ value: '12' }));
  });

  it('keeps a reason that it is given when it becomes final', () => {
    givenProvisional
      .when(submit({ value: '12', reason: sealed('validated') }), facts)
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
      .when(submit({ value: '13' }), closed)
      .thenRejected(refusal);
  });

  it('is not told to give a reason that would not help', () => {
    given(kpiReturnDecider, [submitted()])
      .when(submit({ value: '12' }), closed)
      .thenRejected(refusal);
  });

  it('can not be withdrawn', () => {
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
        schemaVersion: 1,
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
