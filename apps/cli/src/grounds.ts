import type { Grounds } from '@outturn/wiring';

/** The line under every answer: the moment that it is about, and what it rests on. */
export const groundsLine = ({ position, root }: Grounds, asAt?: string): string =>
  [...(asAt === undefined ? [] : [`as at ${asAt}`]), `known at position ${position}`, `root\u00A0${root}`].join(' · ');
