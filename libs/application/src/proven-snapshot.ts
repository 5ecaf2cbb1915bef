import { LEDGER_ENTITY } from '@outturn/domain';
import type { LedgerReader } from '@outturn/ledger';
import type { AnySnapshot, Snapshot, Snapshot1 } from './snapshot.js';

/** An event that a snapshot rests on, with its path to the snapshot's root. */
export interface Evidence {
  readonly position: number;
  /** The event's canonical bytes. */
  readonly event: string;
  /** The hashes from the leaf's sibling up, base64. */
  readonly proof: readonly string[];
}

/** What makes a snapshot one that can be checked without the ledger. */
export interface SnapshotProof {
  /** A checkpoint of the snapshot's position whose extension line is the snapshot's digest (C2SP tlog-checkpoint). */
  readonly signature: string;
  /** The key that the signature claims; to be believed only by comparing it with the one the council published. */
  readonly key: string;
  /** The events that the rows name, each once, oldest first. */
  readonly evidence: readonly Evidence[];
}

/** A signed snapshot. Signature and evidence prove the digest and the root in it. */
export interface ProvenSnapshot extends Snapshot, SnapshotProof {
  /**
   * The proof of the event that says that it was issued, under a checkpoint behind that event (C2SP tlog-proof); null for
   * one that no event says it of.
   */
  readonly issued: string | null;
}

export type AnyProvenSnapshot = ProvenSnapshot | (Snapshot1 & SnapshotProof);

/** The positions of the events that a snapshot's figures rest on, each once, in ascending order. */
export const namedPositions = ({ rows }: Pick<AnySnapshot, 'rows'>): number[] =>
  [...new Set(rows.flatMap((row) => row.provenance.map((each) => each.position)))].sort((a, b) => a - b);

/** The events that say that a snapshot was issued, oldest first. */
export const issuings = (reader: LedgerReader, digest: string) =>
  reader.eventsOf(LEDGER_ENTITY).filter((event) => event.type === 'SnapshotIssued' && event.data['digest'] === digest);
