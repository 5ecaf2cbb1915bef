/** What a writer says that it knows of a stream; a number is the revision of its last event. */
export type Expected = 'any' | 'no stream' | 'stream exists' | number;

/** A stream as an append finds it. */
export interface Standing {
  readonly state: 'absent' | 'live' | 'softly deleted' | 'tombstoned';
  /** The revision of the last event ever written; -1 where there is none. */
  readonly last: number;
  readonly hasMetadata: boolean;
  idAt(revision: number): string | undefined;
  /**
   * The revision of an event that the server still remembers by its id as one of this stream, which no restart outlasts. The
   * first stream that used an id keeps it.
   */
  remembered(id: string): number | undefined;
}

export type Verdict =
  | { readonly kind: 'write' }
  /** A retry: it succeeds without writing, with the revision that its first try was given. */
  | { readonly kind: 'written before'; readonly last: number }
  | { readonly kind: 'wrong version' }
  | { readonly kind: 'deleted' };

const write: Verdict = { kind: 'write' };
const wrong: Verdict = { kind: 'wrong version' };
const deleted: Verdict = { kind: 'deleted' };

/**
 * The server's rules of idempotence in the order in which it applies them. With an explicit revision a retry is known
 * for good, by the ids that lie in the stream; with `any` and `stream exists` only as long as the server remembers.
 */
export function judgeAppend(stream: Standing, expected: Expected, ids: readonly string[]): Verdict {
  if (stream.state === 'tombstoned') return deleted;
  if (expected === 'stream exists') {
    if (stream.state === 'softly deleted') return deleted;
    if (stream.state === 'absent' && !stream.hasMetadata) return wrong;
  }
  if (expected === 'any' || expected === 'stream exists') {
    const known = ids.map((id) => stream.remembered(id));
    if (known[0] === undefined) return write;
    const last = known.at(-1);
    return known.includes(undefined) || last === undefined ? wrong : { kind: 'written before', last };
  }
  const after = expected === 'no stream' ? -1 : expected;
  if (after > stream.last) return wrong;
  if (after === stream.last) return write;
  if (ids.every((id, index) => stream.idAt(after + 1 + index) === id)) {
    return { kind: 'written before', last: after + ids.length };
  }
  return expected === 'no stream' && stream.state === 'softly deleted' ? write : wrong;
}

/** Whether a deletion finds what it expects. A stream that was never written can't be deleted, not even with `any`. */
export function judgeDeletion(stream: Standing, expected: Expected): Verdict {
  if (stream.state === 'tombstoned') return deleted;
  if (stream.last < 0) return wrong;
  if (typeof expected === 'number') return expected === stream.last ? write : wrong;
  return expected === 'no stream' ? wrong : write;
}
