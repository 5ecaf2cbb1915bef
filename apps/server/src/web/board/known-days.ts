import type { HistoryRow, Outturn } from '@outturn/wiring';
import { knownDay } from '@outturn/reporting';
import type { Visit } from '../frame/visit.js';

/** So many events are looked back through for the days on which something became known. */
const LOOKED_BACK = 2_000;

/** A day on which something became known. */
export interface KnownDay {
  /** An ISO date. */
  readonly day: string;
  readonly events: number;
}

/** The days on which something became known up to a position, the latest first. */
export async function knownDaysUpTo(outturn: Outturn, { who, ledger }: Visit, position: number): Promise<KnownDay[]> {
  const from = Math.max(1, position - LOOKED_BACK + 1);
  const { rows } = await outturn.ask(who, ledger, 'history', { from, to: position });
  return daysOf(rows);
}

export function daysOf(events: readonly Pick<HistoryRow, 'knownFrom'>[]): KnownDay[] {
  const days = Map.groupBy(events, ({ knownFrom }) => knownDay(knownFrom));
  return [...days]
    .filter(([day]) => /^\d/.test(day))
    .map(([day, on]) => ({ day, events: on.length }))
    .reverse();
}
