import { allows, type Permission, type Role } from '@outturn/application';
import type { ActorAssurance } from '@outturn/kernel';

/** Who asks, how far that is proved, and what they may do where. */
export interface Principal {
  readonly actor: string;
  readonly assurance: ActorAssurance;
  readonly roles: readonly Role[];
  /** Ids of the ledgers that they may see; `all` for the owner of the machine. */
  readonly ledgers: readonly string[] | 'all';
}

/** The permission that was missing. Which ledgers exist is not said to those who may not see them. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
  constructor(
    readonly permission: Permission,
    readonly ledger: string | null,
  ) {
    super(
      ledger === null
        ? `you need the permission ${permission}`
        : `you need the permission ${permission} in the ledger "${ledger}"`,
    );
  }
}

/** Whether a ledger, if there is one, is there for the asker. */
export const sees = (who: Principal, ledger: string): boolean => who.ledgers === 'all' || who.ledgers.includes(ledger);

/** @throws NotAllowed */
export function mustBeAllowed(who: Principal, permission: Permission, ledger: string | null): void {
  if ((ledger !== null && !sees(who, ledger)) || !allows(who.roles, permission))
    throw new NotAllowed(permission, ledger);
}

/** The one who runs the machine: asserted, and allowed everything there. */
export const ownerOf = (actor: string): Principal => ({
  actor,
  assurance: 'asserted',
  roles: ['owner'],
  ledgers: 'all',
});
