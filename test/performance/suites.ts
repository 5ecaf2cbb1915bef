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
  append: async () => (await import('./suites/append.js')).suite,
  import: async () => (await import('./suites/import.js')).suite,
  replay: async () => (await import('./suites/replay.js')).suite,
  'point-in-time': async () => (await import('./suites/point-in-time.js')).suite,
  verify: async () => (await import('./suites/verify.js')).suite,
  http: async () => (await import('./suites/http.js')).suite,
  pages: async () => (await import('./suites/pages.js')).suite,
  start: async () => (await import('./suites/start.js')).suite,
  readers: async () => (await import('./suites/readers.js')).suite,
  limits: async () => (await import('./suites/limits.js')).suite,
  eventstoredb: async () => (await import('./suites/eventstoredb.js')).suite,
};
