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
const retired: IndicatorEvent = {
  type: 'IndicatorRetired',
  schemaVersion: 1,
  data: { id: 'sdq-average', reason: sealed('replaced') },
};

describe('an indicator', () => {
  it('is defined whole, with no decimals unless they are given', () => {
    given(indicatorDecider).when(define(), {}).then(defined);
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
      .when(define(members), {})
      .then({ type: 'IndicatorDefined', schemaVersion: 2, data: data(members) });
  });

  it('is unchanged when the same definition is given again', () => {
    given(indicatorDecider, [defined])
      .when(define({ decimals: 0 }), {})
      .thenUnchanged();
  });

  it('is revised by another definition', () => {
    given(indicatorDecider, [defined])
      .when(define({ decimals: 1 }), {})
      .then({ type: 'IndicatorRevised', schemaVersion: 2, data: { ...data({ decimals: 1 }), reason: null } });
  });

  it('has another main series when its frequencies change places', () => {
    const two = { ...defined, data: data({ frequencies: ['year', 'quarter'] }) };
    given(indicatorDecider, [two])
      .when(define({ frequencies: ['quarter', 'year'] }), {})
      .then({
        type: 'IndicatorRevised',
        schemaVersion: 2,
        data: { ...data({ frequencies: ['quarter', 'year'] }), reason: null },
      });
  });

  it('has a tolerance of nought or more', () => {
    given(indicatorDecider)
      .when(define({ tolerance: '-0.5' }), {})
      .thenRejected({ kind: 'NegativeTolerance', field: 'tolerance', tolerance: '-0.5' });
    given(indicatorDecider)
      .when(define({ tolerance: '0' }), {})
      .then({ ...defined, data: data({ tolerance: '0' }) });
  });

  it('is taken out of use for a reason', () => {
    given(indicatorDecider, [defined]).when(retire, {}).then(retired);
  });

  it('is retired once', () => {
    given(indicatorDecider, [defined, retired]).when(retire, {}).thenUnchanged();
  });

  it('can not be retired before it is defined', () => {
    given(indicatorDecider)
      .when(retire, {})
      .thenRejected({ kind: 'UnknownIndicator', field: 'id', indicator: 'sdq-average' });
  });

  it('is not revived by a definition', () => {
    given(indicatorDecider, [defined, retired])
      .when(define(), {})
      .thenRejected({ kind: 'IndicatorRetired', field: 'id', indicator: 'sdq-average' });
  });

  it('counts its versions by its events', () => {
    const { state } = tell(indicatorDecider, [define(), define(), define({ decimals: 1 })], {});
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
        const { state, events } = tell(indicatorDecider, history, {});
        expect(tell(indicatorDecider, [...history, history.at(-1)!], {})).toEqual({ state, events });
      }),
    );
  });
});
