import { status } from '@grpc/grpc-js';
import {
  AccessDenied,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  Timeout,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb.js';
import { Status } from '@eventstore/db-client/generated/status_pb.js';
import type { Message } from 'google-protobuf';
import { Any } from 'google-protobuf/google/protobuf/any_pb.js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Expected } from './append-rules.js';
import { sayExpected } from './expected-revision.js';
import type { Refusal } from './refusals.js';
import { streamIdentifier } from './wire.js';

/** A status of `google.rpc`; every one has a detail, which is what a client goes by. */
function statusWith(code: number, words: string, type: string, detail: Message): Status {
  const any = new Any();
  any.pack(detail.serializeBinary(), type);
  return new Status().setCode(code).setMessage(words).setDetails(any);
}

export const timedOut = (): Status =>
  statusWith(status.DEADLINE_EXCEEDED, 'Timeout', 'event_store.client.Timeout', new Timeout());

export const deletedStatus = (stream: string): Status =>
  statusWith(
    status.FAILED_PRECONDITION,
    'Stream is deleted',
    'event_store.client.StreamDeleted',
    new StreamDeleted().setStreamIdentifier(streamIdentifier(stream)),
  );

export function wrongVersionStatus(expected: Expected, current: number): Status {
  const detail = new WrongExpectedVersion();
  if (current < 0) detail.setCurrentNoStream(new Empty());
  else detail.setCurrentStreamRevision(String(current));
  sayExpected(detail, expected, new Empty(), (revision) => detail.setExpectedStreamPosition(revision));
  const type = 'event_store.client.WrongExpectedVersion';
  return statusWith(status.FAILED_PRECONDITION, 'Wrong expected version', type, detail);
}

/** A refusal as one append's own answer; null where it ends the whole call, as "not the leader" does. */
export function refusedStatus({ code, details, metadata }: Refusal): Status | null {
  if (code === status.PERMISSION_DENIED) {
    return statusWith(code, details, 'event_store.client.AccessDenied', new AccessDenied());
  }
  const [limit] = metadata.get('maximum-append-size');
  if (limit !== undefined) {
    const detail = new MaximumAppendSizeExceeded().setMaxappendsize(Number(limit));
    return statusWith(code, details, 'event_store.client.MaximumAppendSizeExceeded', detail);
  }
  return code === status.UNAVAILABLE ? statusWith(code, details, 'google.protobuf.Empty', new Empty()) : null;
}
