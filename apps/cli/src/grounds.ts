import type { Grounds } from '@outturn/wiring';
import type { Session } from './session.js';

/** The line under every answer: the moment that it is about, and what it rests on. */
export const groundsLine = ({ position, root }: Grounds, asAt?: string): string =>
  [...(asAt === undefined ? [] : [`as at ${asAt}`]), `known at position ${position}`, `root\u00A0${root}`].join(' · ');

/** The root at a position that the ledger had a moment ago; others may have written since. */
export async function groundsAt({ outturn, who }: Session, ledger: string, position: number): Promise<Grounds> {
  // Figures come in pages that nobody fetches here, so this question costs no more than the root.
  const { grounds } = await outturn.ask(who, ledger, 'figures', { knownAt: String(position) });
  return grounds;
}
