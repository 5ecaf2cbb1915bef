import type { Grounds, Outturn, Principal } from '@outturn/wiring';

/** The grounds of a position that the ledger has had. */
export async function groundsAt(outturn: Outturn, who: Principal, ledger: string, position: number): Promise<Grounds> {
  // Figures come in pages that nobody fetches here, so this question costs no more than the root.
  const { grounds } = await outturn.ask(who, ledger, 'figures', { knownAt: String(position) });
  return grounds;
}
