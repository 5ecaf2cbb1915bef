/** What a command or a question needs its asker to be allowed to do. */
export const permissions = [
  'ledger:read',
  'ledger:administer',
  'indicator:define',
  'return:submit',
  'return:correct-closed',
  'round:run',
  'target:set',
  'benchmark:release',
  'action:plan',
  'action:report',
  'snapshot:issue',
  'text:redact',
] as const;
export type Permission = (typeof permissions)[number];

/** Which roles may do what: the one table that sign-in will rest on. */
export const roles = {
  /** Reads everything of a ledger: members, scrutiny, auditors. */
  reader: ['ledger:read'],
  /** A performance team. */
  officer: ['ledger:read', 'indicator:define', 'return:submit', 'target:set', 'benchmark:release', 'action:report'],
  /** Runs the collection rounds of a performance team, and may mend what is closed. */
  coordinator: ['ledger:read', 'return:submit', 'return:correct-closed', 'round:run'],
  /** Keeps the action plan. */
  planner: ['ledger:read', 'action:plan', 'action:report'],
  /** Serves a committee: issues papers. */
  clerk: ['ledger:read', 'snapshot:issue'],
  /** Opens ledgers and takes out texts; that it submits no figures is on purpose. */
  administrator: ['ledger:read', 'ledger:administer', 'text:redact'],
  /** Everything: the loopback user of a machine of one's own. */
  owner: permissions,
} as const satisfies Record<string, readonly Permission[]>;
export type Role = keyof typeof roles;

/** Whether any of the roles allows it. */
export function allows(held: readonly Role[], permission: Permission): boolean {
  return held.some((role) => (roles[role] as readonly Permission[]).includes(permission));
}
