import type { DefinitionData, IndicatorState } from '@outturn/domain';
import { sealText } from '@outturn/kernel';
import type { TextDigest } from '@outturn/kernel';

/** The digest that a decider sees in the place of a text; the same text has the same digest, as within one entity. */
export const sealed = (text: string): TextDigest => sealText(text, Buffer.alloc(16)).digest;

/** A definition with every member; Walsall's "five or more GCSEs including English and maths" unless told otherwise. */
export const exampleDefinition = (members: Partial<DefinitionData> = {}): DefinitionData => ({
  id: 'ks4-5acem',
  title: 'Five or more GCSEs at A* to C including English and maths',
  unit: 'percent',
  polarity: 'higher',
  frequencies: ['academic_year'],
  decimals: 0,
  numerator: 'Pupils who reached the standard',
  denominator: 'Children looked after for 12 months or more at the end of key stage 4',
  definition: null,
  source: null,
  tolerance: null,
  priority: null,
  owner: null,
  ownedBy: [],
  expectedAfter: 45,
  ...members,
});

/** An indicator in use, at the given version of its definition. */
export const definedIndicator = (members: Partial<DefinitionData> = {}, version = 1): IndicatorState => ({
  status: 'defined',
  version,
  definition: exampleDefinition(members),
});

/** An indicator that was taken out of use. */
export const retiredIndicator = (members: Partial<DefinitionData> = {}): IndicatorState => ({
  status: 'retired',
  version: 2,
  definition: exampleDefinition(members),
});
