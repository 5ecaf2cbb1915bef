/** How a replica stands to the stream that it follows. */
export interface ReplicaStanding {
  readonly ledger: string;
  /** How many records the stream had more than the replica when its end was last named (`seenAt`); null before that. */
  readonly behind: number | null;
  /** When the store last named the end of the stream (an instant); null before the first time. */
  readonly seenAt: string | null;
  /** Why the replica takes in nothing more; null while it does. */
  readonly stopped: string | null;
  /** What the link to the store last broke of; null while it holds. */
  readonly broken: string | null;
  /** When its stored bytes were last hashed again to the end; null before the first time. */
  readonly rehashedAt: string | null;
}

/** What a writer did since it was opened. */
export interface WriteCounts {
  appends: number;
  /** Commands that wrote something: divided by `appends`, how many shared one. */
  commands: number;
  /** How often a group was decided again because another node was faster. */
  conflicts: number;
  /** Unfinished batches of others that were closed. */
  abandoned: number;
  /** How often a group that was slow to decide asked the other nodes to wait for it. */
  turns: number;
}

/** What one handle on a replica has to tell. */
export interface ReplicaReport {
  readonly standing: ReplicaStanding;
  readonly counts: WriteCounts;
}
