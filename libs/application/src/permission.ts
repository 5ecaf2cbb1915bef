import { applicationNouns } from './nouns.js';
import { roleNames, type Role } from './role.js';

export type { Role } from './role.js';

type KeysOf<Union> = Union extends unknown ? keyof Union & string : never;

/** What a command or a query needs its asker to be allowed to do. */
export type Permission = KeysOf<(typeof applicationNouns)[keyof typeof applicationNouns]['permissions']>;

const granted = new Map<Permission, readonly Role[]>(
  Object.values(applicationNouns).flatMap(
    ({ permissions }) => Object.entries(permissions) as [Permission, readonly Role[]][],
  ),
);

export const permissions: readonly Permission[] = [...granted.keys()];

/** Which roles may do what: whatever the nouns grant them. */
export const roles: Readonly<Record<Role, readonly Permission[]>> = Object.fromEntries(
  roleNames.map((role): [Role, readonly Permission[]] => [
    role,
    role === 'owner' ? permissions : permissions.filter((each) => granted.get(each)?.includes(role)),
  ]),
) as Record<Role, readonly Permission[]>;

/** Whether any of the roles allows it. */
export function allows(held: readonly Role[], permission: Permission): boolean {
  return held.some((role) => roles[role].includes(permission));
}
