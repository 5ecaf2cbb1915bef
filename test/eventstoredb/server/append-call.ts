import type { ServerReadableStream } from '@grpc/grpc-js';
import { Empty } from '@eventstore/db-client/generated/shared_pb.js';
import { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected } from './append-rules.js';
import { expectedRevision, sayExpected } from './expected-revision.js';
import type { IncomingCall } from './incoming-call.js';
import type { ProposedEvent } from './recorded-event.js';
import { streamDeleted } from './refusals.js';
import { proposedEvent, streamName } from './wire.js';
import { writeEvents } from './write-events.js';

/** `Append`: the options, then every event of one write in a message of its own, and one answer. */
export async function append(
  call: IncomingCall,
  requests: ServerReadableStream<AppendReq, AppendResp>,
): Promise<AppendResp> {
  await call.reach('on arrival');
  call.needsLeaderIfAsked();
  let options = new AppendReq.Options();
  const events: ProposedEvent[] = [];
  for await (const request of requests.iterator({ destroyOnReturn: false }) as AsyncIterable<AppendReq>) {
    options = request.getOptions() ?? options;
    const message = request.getProposedMessage();
    if (message === undefined) continue;
    events.push(proposedEvent(message));
    await call.reach('midway', streamName(options.getStreamIdentifier()), events.length);
  }
  const stream = streamName(options.getStreamIdentifier());
  const expected = expectedRevision(options, options.getRevision());
  const answer = await writeEvents(call, stream, expected, events);
  if (answer.kind === 'deleted') throw streamDeleted(stream);
  return answer.kind === 'written'
    ? new AppendResp().setSuccess(success(answer))
    : new AppendResp().setWrongExpectedVersion(wrongVersion(expected, answer.current));
}

function success({ revision, position }: { revision: number; position: number }): AppendResp.Success {
  const place = String(position);
  const answer = new AppendResp.Success().setPosition(
    new AppendResp.Position().setCommitPosition(place).setPreparePosition(place),
  );
  return revision < 0 ? answer.setNoStream(new Empty()) : answer.setCurrentRevision(String(revision));
}

function wrongVersion(expected: Expected, current: number): AppendResp.WrongExpectedVersion {
  const answer = new AppendResp.WrongExpectedVersion();
  if (current < 0) answer.setCurrentNoStream(new Empty());
  else answer.setCurrentRevision(String(current));
  return sayExpected(answer, expected, new Empty(), (revision) => answer.setExpectedRevision(revision));
}
