import { build, definedIndicator, given, retiredIndicator, sealed, tell } from '@outturn/testing';
import * as fc from 'fast-check';
import { SetTarget, WithdrawTarget } from './target.commands.js';
import { targetDecider, targetEntity, type TargetFacts } from './target.decider.js';
import type { TargetData, TargetEvent } from './target.events.js';

const about = { indicator: 'training-members', breakdown: 'all' };
const slot = { ...about, period: '2012-13Q3' };
const set = (fields: Partial<SetTarget>) => build(SetTarget, { ...slot, kind: 'point', ...fields });
const withdraw = build(WithdrawTarget, { ...slot, reason: sealed('superseded') });
const facts: TargetFacts = { indicator: definedIndicator({ id: 'training-members' }) };

const target = (members: Partial<TargetData> = {}): TargetData => ({
  ...about,
  span: { period: '2012-13Q3', from: null, to: null },
  target: { kind: 'point', value: '100' },
  rationale: null,
  approvedBy: null,
  approvedOn: null,
  ...members,
});
const wasSet = (members: Partial<TargetData> = {}): TargetEvent => ({
  type: 'TargetSet',
  schemaVersion: 1,
  data: target(members),
});
const withdrawn: TargetEvent = {
  type: 'TargetWithdrawn',
  schemaVersion: 1,
  data: { ...about, span: { period: '2012-13Q3', from: null, to: null }, reason: sealed('superseded') },
};

describe('a target', () => {
  it('is set with who approved it, when and why', () => {
    const approval = {
      rationale: sealed('Mandatory.'),
      approvedBy: sealed('Council'),
      approvedOn: '2012-07-09',
    };
    given(targetDecider)
      .when(set({ value: '100', ...approval }), facts)
      .then(wasSet(approval));
  });

  it('is unchanged when the same is said again', () => {
    given(targetDecider, [wasSet()])
      .when(set({ value: '100' }), facts)
      .thenUnchanged();
  });

  const revised = (members: Partial<TargetData>, reason: string | null): TargetEvent => ({
    type: 'TargetRevised',
    schemaVersion: 2,
    data: { ...target(members), reason },
  });
  const reason = sealed('a new inspection');

  it.each([
    ['another value', { value: '90' }, { kind: 'point', value: '90' }, 'point 90'],
    ['another kind', { value: '100', kind: 'milestone' }, { kind: 'milestone', value: '100' }, 'milestone 100'],
    ['a range', { kind: 'range', upper: '90' }, { kind: 'range', lower: null, upper: '90' }, 'range unknown to 90'],
    [
      'a rule',
      { kind: 'relative', rule: 'quartile:A' },
      { kind: 'relative', rules: [{ rule: 'quartile', band: 'A' }] },
      'relative quartile:A',
    ],
  ] as const)('is revised by %s, for a reason', (_what, fields, becomes, said) => {
    given(targetDecider, [wasSet()])
      .when(set(fields), facts)
      .thenRejected({ kind: 'TargetNeedsReason', field: 'reason', was: 'point 100', becomes: said });
    given(targetDecider, [wasSet()])
      .when(set({ ...fields, reason }), facts)
      .then(revised({ target: becomes }, reason));
  });

  it('is revised by another approval without a reason: what is to be reached stays', () => {
    given(targetDecider, [wasSet()])
      .when(set({ value: '100', approvedOn: '2012-07-10' }), facts)
      .then(revised({ approvedOn: '2012-07-10' }, null));
  });

  it('keeps what a command does not mention', () => {
    const words = { rationale: sealed('Mandatory.'), approvedBy: sealed('Council'), approvedOn: '2012-07-09' };
    const range = wasSet({ ...words, target: { kind: 'range', lower: '60', upper: '70' } });
    const rules = wasSet({
      target: { kind: 'relative', rules: [{ rule: 'better_than', area: 'Bath and North East Somerset' }] },
    });
    for (const kind of [undefined, 'range'] as const)
      given(targetDecider, [range]).when(set({ kind }), facts).thenUnchanged();
    given(targetDecider, [rules])
      .when(set({ kind: 'relative' }), facts)
      .thenUnchanged();
    given(targetDecider, [range])
      .when(set({ kind: 'range', upper: '75', reason }), facts)
      .then(revised({ ...words, target: { kind: 'range', lower: '60', upper: '75' } }, reason));
  });

  it.each(['rationale', 'approvedBy', 'approvedOn'] as const)(
    'loses its %s if the command says that there is none',
    (member) => {
      given(targetDecider, [wasSet({ [member]: '2012-07-09' })])
        .when(set({ [member]: null }), facts)
        .then(revised({ [member]: null }, null));
    },
  );

  it('loses a bound if the command says that there is none, for a reason', () => {
    given(targetDecider, [wasSet({ target: { kind: 'range', lower: '60', upper: '70' } })])
      .when(set({ kind: 'range', upper: null, reason }), facts)
      .then(revised({ target: { kind: 'range', lower: '60', upper: null } }, reason));
  });

  it('says its kind when it is new', () => {
    given(targetDecider)
      .when(set({ kind: undefined, value: '100' }), facts)
      .thenRejected({ kind: 'MissingForNew', field: 'kind' });
  });

  it('is for an indicator that is defined and in use', () => {
    given(targetDecider)
      .when(set({ value: '100' }), { indicator: { status: 'unknown' } })
      .thenRejected({ kind: 'UnknownIndicator', field: 'indicator', indicator: 'training-members' });
    given(targetDecider)
      .when(set({ value: '100' }), { indicator: retiredIndicator() })
      .thenRejected({ kind: 'IndicatorRetired', field: 'indicator', indicator: 'training-members' });
  });

  it('is a percentage between 0 and 100 where the indicator is one', () => {
    given(targetDecider)
      .when(set({ value: '101' }), facts)
      .thenRejected({ kind: 'PercentOutOfRange', field: 'value', value: '101' });
    given(targetDecider)
      .when(set({ kind: 'range', value: '90', upper: '101' }), facts)
      .thenRejected({ kind: 'PercentOutOfRange', field: 'upper', value: '101' });
    given(targetDecider)
      .when(set({ value: '101' }), { indicator: definedIndicator({ unit: 'days' }) })
      .then(wasSet({ target: { kind: 'point', value: '101' } }));
  });
});

describe('when a target holds', () => {
  const span = { period: undefined, from: '2012-04-01', to: '2013-03-31' };

  it('is a period or a span of dates', () => {
    given(targetDecider)
      .when(set({ value: '100', ...span }), facts)
      .then(wasSet({ span: { period: null, from: '2012-04-01', to: '2013-03-31' } }));
  });

  it.each([
    ['neither', { period: undefined }],
    ['both', { from: '2012-04-01', to: '2013-03-31' }],
    ['a period and half a span', { to: '2013-03-31' }],
    ['a span without its start', { period: undefined, to: '2013-03-31' }],
    ['a span without its end', { period: undefined, from: '2012-04-01' }],
  ])('is not %s', (_what, dates) => {
    given(targetDecider)
      .when(set({ value: '100', ...dates }), facts)
      .thenRejected({ kind: 'SpanMissing', field: 'period' });
    given(targetDecider)
      .when(build(WithdrawTarget, { ...slot, ...dates, reason: sealed('superseded') }), facts)
      .thenRejected({ kind: 'SpanMissing', field: 'period' });
  });

  it('does not end before it begins, and may be one day', () => {
    given(targetDecider)
      .when(set({ value: '100', ...span, to: '2012-03-31' }), facts)
      .thenRejected({ kind: 'SpanBackwards', field: 'to', from: '2012-04-01', to: '2012-03-31' });
    given(targetDecider)
      .when(set({ value: '100', ...span, to: '2012-04-01' }), facts)
      .then(wasSet({ span: { period: null, from: '2012-04-01', to: '2012-04-01' } }));
  });

  it('tells one target from another', () => {
    expect(targetEntity(set({ value: '100' }))).toBe('target/training-members/all/2012-13Q3');
    expect(targetEntity(set({ value: '100', ...span }))).toBe('target/training-members/all/2012-04-01..2013-03-31');
  });
});

describe('what is to be reached', () => {
  it.each(['point', 'milestone'] as const)('is a value, for a %s', (kind) => {
    given(targetDecider)
      .when(set({ kind }), facts)
      .thenRejected({ kind: 'ValueMissing', field: 'value', targetKind: kind });
  });

  it.each([
    ['two bounds', { value: '8', upper: '12' }, { lower: '8', upper: '12' }],
    ['one value', { value: '8', upper: '8' }, { lower: '8', upper: '8' }],
    ['no upper bound', { value: '8' }, { lower: '8', upper: null }],
    ['no lower bound', { upper: '12' }, { lower: null, upper: '12' }],
    ['bounds that were never published', {}, { lower: null, upper: null }],
  ])('is a range with %s', (_what, fields, bounds) => {
    given(targetDecider)
      .when(set({ kind: 'range', ...fields }), facts)
      .then(wasSet({ target: { kind: 'range', ...bounds } }));
  });

  it('is no range upside down, by number and not by text', () => {
    given(targetDecider)
      .when(set({ kind: 'range', value: '12', upper: '8' }), facts)
      .thenRejected({ kind: 'UpperBelowLower', field: 'upper', lower: '12', upper: '8' });
    given(targetDecider)
      .when(set({ kind: 'range', value: '8', upper: '12' }), facts)
      .then(wasSet({ target: { kind: 'range', lower: '8', upper: '12' } }));
  });

  it('is a rule, for a relative target', () => {
    const rule = 'better_than:england and improves_on_previous';
    given(targetDecider)
      .when(set({ kind: 'relative', rule }), facts)
      .then(
        wasSet({
          target: {
            kind: 'relative',
            rules: [{ rule: 'better_than', area: 'england' }, { rule: 'improves_on_previous' }],
          },
        }),
      );
    given(targetDecider)
      .when(set({ kind: 'relative' }), facts)
      .thenRejected({ kind: 'RuleMissing', field: 'rule' });
    given(targetDecider)
      .when(set({ kind: 'relative', rule: 'the best' }), facts)
      .thenRejected({ kind: 'RuleNotUnderstood', field: 'rule', rule: 'the best' });
  });

  it.each([
    ['point', 'upper', { value: '8', upper: '12' }],
    ['point', 'rule', { value: '8', rule: 'quartile:A' }],
    ['milestone', 'upper', { value: '8', upper: '12' }],
    ['milestone', 'rule', { value: '8', rule: 'quartile:A' }],
    ['range', 'rule', { value: '8', rule: 'quartile:A' }],
    ['relative', 'value', { value: '8', rule: 'quartile:A' }],
    ['relative', 'upper', { upper: '8', rule: 'quartile:A' }],
  ] as const)('is, for a %s, never given with %s', (kind, field, fields) => {
    given(targetDecider)
      .when(set({ kind, ...fields }), facts)
      .thenRejected({ kind: 'MemberNotForKind', field, targetKind: kind });
  });
});

describe('a withdrawn target', () => {
  it('is taken back for a reason', () => {
    given(targetDecider, [wasSet()]).when(withdraw, facts).then(withdrawn);
  });

  it('must have been there', () => {
    for (const history of [[], [wasSet(), withdrawn]]) {
      given(targetDecider, history)
        .when(withdraw, facts)
        .thenRejected({ kind: 'NothingToWithdraw', ...about });
    }
  });

  it('may be set again', () => {
    given(targetDecider, [wasSet(), withdrawn])
      .when(set({ value: '100' }), facts)
      .then(wasSet());
  });
});

describe('the history of a target', () => {
  const anySetting = fc
    .record({
      kind: fc.constantFrom('point' as const, 'range' as const, 'milestone' as const),
      value: fc.option(fc.nat(110).map(String), { nil: undefined }),
      rationale: fc.option(fc.constantFrom(sealed('one'), sealed('two')), { nil: undefined }),
      reason: fc.constant(sealed('a new inspection')),
    })
    .map(set);
  const anyHistory = fc.array(fc.oneof({ weight: 3, arbitrary: anySetting }, fc.constant(withdraw)));

  it('can always be folded, and is not lengthened by a setting repeated at once', () => {
    fc.assert(
      fc.property(anyHistory, anySetting, (history, last) => {
        const once = tell(targetDecider, [...history, last], facts);
        expect(tell(targetDecider, [...history, last, last], facts)).toEqual(once);
      }),
    );
  });

  it('has the target again that is set after it was withdrawn', () => {
    fc.assert(
      fc.property(anySetting, (setting) => {
        const once = tell(targetDecider, [setting], facts);
        expect(tell(targetDecider, [setting, withdraw, setting], facts).state).toEqual(once.state);
      }),
    );
  });
});
