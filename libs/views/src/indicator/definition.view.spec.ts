import type { DefinitionData, IndicatorEvent } from '@outturn/domain';
import { exampleDefinition } from '@outturn/testing';
import { fold, given, placed, told, witnessed } from '../view-story.fixture.js';
import { definitionAt, definitionView, type DefinitionRow } from './definition.view.js';

const about = (event: IndicatorEvent, times?: typeof witnessed) => told(`indicator/${event.data.id}`, event, times);
const defined = (members: Partial<DefinitionData> = {}) =>
  about({ type: 'IndicatorDefined', schemaVersion: 2, data: exampleDefinition(members) });
const revised = (members: Partial<DefinitionData>, times?: typeof witnessed) =>
  about({ type: 'IndicatorRevised', schemaVersion: 2, data: { ...exampleDefinition(members), reason: null } }, times);
const retired = about({ type: 'IndicatorRetired', schemaVersion: 1, data: { id: 'ks4-5acem', reason: 'sha256:0' } });

const shown = (members: Partial<DefinitionData>, others = {}) => ({
  ...exampleDefinition(members),
  retired: false,
  basis: 'migrated',
  ...others,
});

describe('the view of definitions', () => {
  it('has an indicator with its definition, at version 1', () => {
    given(definitionView, defined()).then({ 'ks4-5acem': { version: 1, current: shown({}), earlier: [] } });
  });

  it('keeps the definitions that were revised, oldest first, each under its version', () => {
    given(definitionView, defined(), revised({ title: 'Second' }), revised({ title: 'Third' })).then({
      'ks4-5acem': {
        version: 3,
        current: shown({ title: 'Third' }),
        earlier: [
          { version: 1, definition: shown({}) },
          { version: 2, definition: shown({ title: 'Second' }) },
        ],
      },
    });
  });

  it('says of each definition whether it was told or witnessed', () => {
    given(definitionView, defined(), revised({ title: 'Second' }, witnessed)).then({
      'ks4-5acem': {
        version: 2,
        current: shown({ title: 'Second' }, { basis: 'recorded' }),
        earlier: [{ version: 1, definition: shown({}, { basis: 'migrated' }) }],
      },
    });
  });

  it('keeps a retired indicator with its last definition, which is no new one', () => {
    given(definitionView, defined(), retired).then({
      'ks4-5acem': { version: 1, current: shown({}, { retired: true }), earlier: [] },
    });
  });

  it('keeps indicators apart', () => {
    given(definitionView, defined(), defined({ id: 'other' })).then({
      'ks4-5acem': { version: 1, current: shown({}), earlier: [] },
      other: { version: 1, current: shown({ id: 'other' }), earlier: [] },
    });
  });
});

describe('the definition that a figure was made under', () => {
  const events = placed([
    defined({ polarity: 'higher' }),
    revised({ polarity: 'lower' }),
    revised({ polarity: 'neutral' }),
    retired,
  ]);
  const rowAfter = (count: number) =>
    fold(definitionView, events.slice(0, count)).get('ks4-5acem') as unknown as DefinitionRow;

  it('is the one of the version that the figure names', () => {
    expect([1, 2, 3].map((version) => definitionAt(rowAfter(3), version).polarity)).toEqual([
      'higher',
      'lower',
      'neutral',
    ]);
  });

  it('never changes by a later revision or by retirement', () => {
    const meanings = [1, 2, 3, 4].map((count) => definitionAt(rowAfter(count), 1));
    expect(new Set(meanings.map(({ polarity }) => polarity))).toEqual(new Set(['higher']));
    expect(meanings.every(({ retired: isRetired }) => !isRetired)).toBe(true);
  });
});
