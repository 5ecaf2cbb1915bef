import type { Grounds, Outturn, Principal } from '@outturn/wiring';

/** The grounds of a position: what changed between a position and itself is nothing, and the answer names its root. */
export async function groundsAt(outturn: Outturn, who: Principal, ledger: string, position: number): Promise<Grounds> {
  const { root } = await outturn.ask(who, ledger, 'diff', { from: String(position), to: String(position) });
  return { ledger, position, root };
}
