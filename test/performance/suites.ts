import type { Case } from './case.js';

/** The cases of one question. */
export interface Suite {
  readonly about: string;
  readonly cases: readonly Case[];
}

/**
 * Every suite by the name that it is called by: `npm run bench -- append`. Each is loaded by itself: whoever measures one
 * must not carry what another needs.
 */
export const suites: Readonly<Record<string, () => Promise<Suite>>> = {
  append: async () => (await import('./suites/append.js')).append,
  eventstoredb: async () => (await import('./suites/eventstoredb.js')).eventstoredb,
};
