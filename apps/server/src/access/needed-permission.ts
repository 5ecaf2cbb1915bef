import { allows, NotAllowed, rowPermissions, type Permission, type Principal } from '@outturn/wiring';

/** What a route's configuration (`@RouteConfig`) says of who may come this way: whoever is allowed one of these. */
export interface NeedsPermission {
  readonly needs?: readonly Permission[];
}

/** What a file's sender needs at the least: some row of it must be theirs to write. Each row needs what its command needs. */
export const SOME_ROW: NeedsPermission = { needs: rowPermissions };

/**
 * Refuses whoever may do nothing that a route is for, before a byte of what they send is read: what they sent is of no
 * interest, and reading it is work.
 * @throws NotAllowed
 */
export function mustBeNeeded(config: unknown, who: Principal, ledger: string | null): void {
  const { needs } = (config ?? {}) as NeedsPermission;
  const [first] = needs ?? [];
  if (needs === undefined || first === undefined || needs.some((permission) => allows(who.roles, permission))) return;
  throw new NotAllowed(first, ledger);
}
