import type { DayNotSaid, NounRejection } from '@outturn/domain';
import { conflict, fault, type WordsOf } from '../refusal.js';

export const ledgerLifeRefusals = {
  LedgerExists: conflict(({ name }) => `this ledger is open already, as "${name}"`),
  DayNotSaid: fault(
    ({ ledger }) =>
      `this ledger is open for migration: say on which day this became known (occurred, such as 2017-11-30), or end migration first (outturn ledger go-live ${ledger}, or POST go-live)`,
  ),
  LedgerNotOpen: conflict(() => 'this ledger has not been opened: create it with outturn ledger create'),
  NoSuchText: fault(({ position, member }) => `event ${position} holds no text "${member}"`),
} satisfies WordsOf<NounRejection<'ledger-life'> | DayNotSaid>;
