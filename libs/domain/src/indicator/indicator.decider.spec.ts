import { build, exampleDefinition, given, sealed, tell } from '@outturn/testing';
import * as fc from 'fast-check';
import { DefineIndicator, RetireIndicator } from './indicator.commands.js';
import { indicatorDecider, indicatorEntity } from './indicator.decider.js';
import type { DefinitionData, IndicatorEvent } from './indicator.events.js';

const fields: Partial<DefineIndicator> = {
  id: 'sdq-average',
  title: 'Average strengths and difficulties score',
  unit: 'score',
  polarity: 'lower',
  frequencies: ['year'],
};
const define = (more: Partial<DefineIndicator> = {}) => build(DefineIndicator, { ...fields, ...more });
const retire = build(RetireIndicator, { id: 'sdq-average', reason: sealed('replaced') });

const data = (more: Partial<DefinitionData> = {}): DefinitionData => ({
  ...exampleDefinition({ id: 'sdq-average', title: 'Average strengths and difficulties score', unit: 'score' }),
  polarity: 'lower',
  frequencies: ['year'],
  numerator: null,
  denominator: null,
  ...more,
});
const defined: IndicatorEvent = { type: 'IndicatorDefined', schemaVersion: 2, data: data() };
const facts = { hasFigures: false };
const underFigures = { hasFigures: true };
const revised = (more: Partial<DefinitionData>, reason: string | null = null): IndicatorEvent => ({
  type: 'IndicatorRevised',
  schemaVersion: 2,
  data: { ...data(more), reason },
});
const retired: IndicatorEvent = {
  type: 'IndicatorRetired',
  schemaVersion: 1,
  data: { id: 'sdq-average', reason: sealed('replaced') },
};

describe('an indicator', () => {
  it('is defined whole, with no decimals unless they are given', () => {
    given(indicatorDecider).when(define(), facts).then(defined);
  });

  it('keeps every member that its definition gives', () => {
    const members = {
      decimals: 1,
      numerator: 'Sum of scores',
      denominator: 'Number of scores',
      definition: 'The mean.\nOf all returned.',
      source: 'SSDA903',
      tolerance: '0.5',
      priority: 'Health',
      owner: sealed('Head of service'),
    };
    given(indicatorDecider)
      .when(define(members), facts)
      .then({ type: 'IndicatorDefined', schemaVersion: 2, data: data(members) });
  });

  it('is unchanged when the same definition is given again', () => {
    given(indicatorDecider, [defined])
      .when(define({ decimals: 0 }), facts)
      .thenUnchanged();
  });

  it('is revised by another definition', () => {
    given(indicatorDecider, [defined])
      .when(define({ decimals: 1 }), facts)
      .then({ type: 'IndicatorRevised', schemaVersion: 2, data: { ...data({ decimals: 1 }), reason: null } });
  });

  it('has another main series when its frequencies change places', () => {
    const two = { ...defined, data: data({ frequencies: ['year', 'quarter'] }) };
    given(indicatorDecider, [two])
      .when(define({ frequencies: ['quarter', 'year'] }), facts)
      .then({
        type: 'IndicatorRevised',
        schemaVersion: 2,
        data: { ...data({ frequencies: ['quarter', 'year'] }), reason: null },
      });
  });

  it.each(['title', 'unit', 'polarity', 'frequencies'] as const)('needs its %s when it is new', (field) => {
    given(indicatorDecider)
      .when(define({ [field]: undefined }), facts)
      .thenRejected({ kind: 'MissingForNew', field });
  });

  const whole = {
    decimals: 1,
    numerator: 'Sum of scores',
    denominator: 'Number of scores',
    definition: 'The mean.',
    source: 'SSDA903',
    tolerance: '0.5',
    priority: 'Health',
    owner: sealed('Head of service'),
    ownedBy: ['Health board'],
    expectedAfter: 60,
  };
  const definedWhole: IndicatorEvent = { type: 'IndicatorDefined', schemaVersion: 2, data: data(whole) };

  it('keeps what a command does not mention', () => {
    const id = build(DefineIndicator, { id: 'sdq-average' });
    given(indicatorDecider, [definedWhole]).when(define(), underFigures).thenUnchanged();
    given(indicatorDecider, [definedWhole]).when(id, underFigures).thenUnchanged();
    given(indicatorDecider, [definedWhole])
      .when(build(DefineIndicator, { id: 'sdq-average', priority: 'Minds' }), facts)
      .then(revised({ ...whole, priority: 'Minds' }));
  });

  it.each([
    ['decimals', 0],
    ['numerator', null],
    ['denominator', null],
    ['definition', null],
    ['source', null],
    ['tolerance', null],
    ['priority', null],
    ['owner', null],
    ['ownedBy', []],
    ['expectedAfter', 45],
  ] as const)('loses its %s if the command says that there is none', (member, becomes) => {
    given(indicatorDecider, [definedWhole])
      .when(define({ [member]: null }), facts)
      .then(revised({ ...whole, [member]: becomes }));
  });

  it.each([
    ['title', { title: 'Median score' }],
    ['unit', { unit: 'number' }],
    ['polarity', { polarity: 'higher' }],
    ['decimals', { decimals: 2 }],
    ['numerator', { numerator: 'Scores' }],
    ['denominator', { denominator: null }],
    ['definition', { definition: 'The median.' }],
    ['tolerance', { tolerance: '1' }],
    ['frequencies', { frequencies: ['quarter', 'year'] }],
  ] as const)('needs a reason to change its %s once figures rest on it', (member, fields) => {
    const reason = sealed('the guidance changed');
    const command = { ...fields, frequencies: 'frequencies' in fields ? [...fields.frequencies] : undefined };
    given(indicatorDecider, [definedWhole])
      .when(define(command), underFigures)
      .thenRejected({ kind: 'DefinitionNeedsReason', field: 'reason', changed: [member] });
    given(indicatorDecider, [definedWhole])
      .when(define({ ...command, reason }), underFigures)
      .then(revised({ ...whole, ...fields }, reason));
    given(indicatorDecider, [definedWhole])
      .when(define(command), facts)
      .then(revised({ ...whole, ...fields }));
  });

  it.each([
    ['its source', { source: 'SSDA903, 2017' }],
    ['its owner', { owner: null }],
    ['who owns it', { ownedBy: ['Scrutiny'] }],
    ['when it is expected', { expectedAfter: 10 }],
    ['its priority', { priority: null }],
    ['a further series', { frequencies: ['year' as const, 'quarter' as const] }],
  ])('needs no reason to change %s', (_what, fields) => {
    given(indicatorDecider, [definedWhole])
      .when(define(fields), underFigures)
      .then(revised({ ...whole, ...fields }));
  });

  it('has a tolerance of zero or more', () => {
    given(indicatorDecider)
      .when(define({ tolerance: '-0.5' }), facts)
      .thenRejected({ kind: 'NegativeTolerance', field: 'tolerance', tolerance: '-0.5' });
    given(indicatorDecider)
      .when(define({ tolerance: '0' }), facts)
      .then({ ...defined, data: data({ tolerance: '0' }) });
  });

  it('is taken out of use for a reason', () => {
    given(indicatorDecider, [defined]).when(retire, facts).then(retired);
  });

  it('is retired once', () => {
    given(indicatorDecider, [defined, retired]).when(retire, facts).thenUnchanged();
  });

  it('cannot be retired before it is defined', () => {
    given(indicatorDecider)
      .when(retire, facts)
      .thenRejected({ kind: 'UnknownIndicator', field: 'id', indicator: 'sdq-average' });
  });

  it('is not revived by a definition', () => {
    given(indicatorDecider, [defined, retired])
      .when(define(), facts)
      .thenRejected({ kind: 'IndicatorRetired', field: 'id', indicator: 'sdq-average' });
  });

  it('counts its versions by its events', () => {
    const { state } = tell(indicatorDecider, [define(), define(), define({ decimals: 1 })], facts);
    expect(state).toEqual({ status: 'defined', version: 2, definition: data({ decimals: 1 }) });
  });

  it('is an entity of its own', () => {
    expect(indicatorEntity(define())).toBe('indicator/sdq-average');
  });

  it('never retires as the first thing that is known of it', () => {
    expect(() => indicatorDecider.evolve(indicatorDecider.initial, retired)).toThrow('IndicatorRetired');
  });

  it('is unchanged by any command repeated at once', () => {
    const commands = fc.array(
      fc.oneof(
        fc.constant(retire),
        fc.nat(2).map((decimals) => define({ decimals })),
      ),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(commands, (history) => {
        const { state, events } = tell(indicatorDecider, history, facts);
        expect(tell(indicatorDecider, [...history, history.at(-1)!], facts)).toEqual({ state, events });
      }),
    );
  });
});
