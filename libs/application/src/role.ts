/** What the people of a council do here. A noun says which of them may do what with it; the owner may all. */
export const roleNames = [
  /** Reads everything of a ledger: members, scrutiny, auditors. */
  'reader',
  /** A performance team. */
  'officer',
  /** Runs the collection rounds of a performance team, and may mend what is closed. */
  'coordinator',
  /** Keeps the action plan. */
  'planner',
  /** Serves a committee: issues papers. */
  'clerk',
  /** Opens ledgers and takes out texts; that it submits no figures is on purpose. */
  'administrator',
  /** Everything: the loopback user of a machine of one's own. */
  'owner',
] as const;
export type Role = (typeof roleNames)[number];
