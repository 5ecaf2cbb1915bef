import type { Unit } from '@outturn/domain';
import type { KnownNames } from './changes.js';

/** What the ids of a difference are called, from the lists of a moment. */
export const knownNames = (
  indicators: readonly { readonly id: string; readonly title: string; readonly unit: Unit }[],
  actions: readonly { readonly ref: string; readonly action: string }[],
): KnownNames => ({
  indicators: new Map(indicators.map(({ id, title, unit }) => [id, { title, unit }])),
  actions: new Map(actions.map(({ ref, action }) => [ref, action])),
});
