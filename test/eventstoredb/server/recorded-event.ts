/** An event as a client sends it. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  /** The client's own metadata; empty where it sent none. */
  readonly metadata: Uint8Array;
}

/** An event as the log keeps it. */
export interface RecordedEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: bigint;
  /** Its place in `$all`: an offset in bytes, so places rise without being dense. */
  readonly position: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** The revision of a tombstone, and the `$tb` of a stream that was softly deleted: the greatest number of 64 bits. */
export const DELETED = 9223372036854775807n;

/** What an event counts towards the limit of an append, and towards the places in `$all`; bytes. */
export const sizeOf = ({ type, data, metadata }: ProposedEvent): number =>
  Buffer.byteLength(type) + data.length + metadata.length;
