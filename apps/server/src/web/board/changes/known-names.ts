import type { ListedIndicator, PlannedAction } from '@outturn/wiring';
import type { KnownNames } from './changed-things.js';

/** What the ids of a difference are called at the moment of the page. */
export const knownNames = (
  indicators: readonly Pick<ListedIndicator, 'id' | 'title' | 'unit'>[],
  actions: readonly Pick<PlannedAction, 'ref' | 'action'>[],
): KnownNames => ({
  indicators: new Map(indicators.map(({ id, title, unit }) => [id, { title, unit }])),
  actions: new Map(actions.map(({ ref, action }) => [ref, action])),
});
