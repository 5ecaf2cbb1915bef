import type { ServerUnaryCall } from '@grpc/grpc-js';
import { DeleteReq, DeleteResp, TombstoneReq, TombstoneResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected } from './append-rules.js';
import type { Answer, EventLog } from './event-log.js';
import { expectedRevision } from './expected-revision.js';
import type { IncomingCall } from './incoming-call.js';
import { streamDeleted, wrongExpectedVersion } from './refusals.js';
import { streamName } from './wire.js';

/** `Delete`: hides the events of a stream until the next append starts it again. */
export async function softDelete(
  call: IncomingCall,
  { request }: ServerUnaryCall<DeleteReq, DeleteResp>,
): Promise<DeleteResp> {
  const place = await end(call, request.getOptions() ?? new DeleteReq.Options(), (log, ...of) => log.delete(...of));
  return new DeleteResp().setPosition(new DeleteResp.Position().setCommitPosition(place).setPreparePosition(place));
}

/** `Tombstone`: ends a stream for good. */
export async function tombstone(
  call: IncomingCall,
  { request }: ServerUnaryCall<TombstoneReq, TombstoneResp>,
): Promise<TombstoneResp> {
  const options = request.getOptions() ?? new TombstoneReq.Options();
  const place = await end(call, options, (log, ...of) => log.tombstone(...of));
  return new TombstoneResp().setPosition(
    new TombstoneResp.Position().setCommitPosition(place).setPreparePosition(place),
  );
}

/** @returns the place of the write in `$all`, as text */
async function end(
  call: IncomingCall,
  options: DeleteReq.Options | TombstoneReq.Options,
  doIt: (log: EventLog, stream: string, expected: Expected) => Answer,
): Promise<string> {
  const stream = streamName(options.getStreamIdentifier());
  await call.reach('on arrival', stream);
  call.needsLeaderIfAsked();
  call.needs('delete', stream);
  const expected = expectedRevision(options, options.getRevision());
  await call.reach('before the write', stream);
  const answer = doIt(call.node.log, stream, expected);
  await call.reach('after the write', stream);
  if (answer.kind === 'deleted') throw streamDeleted(stream);
  if (answer.kind === 'wrong version') throw wrongExpectedVersion(stream, numberOf(expected), answer.current);
  return String(answer.position);
}

/** How the trailers of an error write what was expected. */
function numberOf(expected: Expected): number {
  if (typeof expected === 'number') return expected;
  return { 'no stream': -1, any: -2, 'stream exists': -4 }[expected];
}
