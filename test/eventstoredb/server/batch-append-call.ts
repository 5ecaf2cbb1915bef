import type { ServerDuplexStream } from '@grpc/grpc-js';
import { AllStreamPosition, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb.js';
import { deletedStatus, refusedStatus, timedOut, wrongVersionStatus } from './batch-status.js';
import { expectedRevision } from './expected-revision.js';
import type { IncomingCall } from './incoming-call.js';
import type { ProposedEvent } from './recorded-event.js';
import { Refusal } from './refusals.js';
import { idText, proposedEvent, streamIdentifier, streamName } from './wire.js';
import { writeEvents } from './write-events.js';

/** An append that has not had its last chunk: the first chunk brought the options. */
interface Gathering {
  readonly options: BatchAppendReq.Options;
  readonly events: ProposedEvent[];
}

/** `BatchAppend`: many writes over one call, each in chunks that a correlation id holds together. */
export async function batchAppend(
  call: IncomingCall,
  requests: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
): Promise<void> {
  await call.reach('on arrival');
  call.needsLeaderIfAsked();
  const gathered = new Map<string, Gathering>();
  for await (const request of requests.iterator({ destroyOnReturn: false }) as AsyncIterable<BatchAppendReq>) {
    const id = idText(request.getCorrelationId());
    const gathering = gathered.get(id) ?? { options: request.getOptions() ?? new BatchAppendReq.Options(), events: [] };
    gathered.set(id, gathering);
    const stream = streamName(gathering.options.getStreamIdentifier());
    const answer = new BatchAppendResp()
      .setCorrelationId(new UUID().setString(id))
      .setStreamIdentifier(streamIdentifier(stream));
    try {
      gathering.events.push(...request.getProposedMessagesList().map(proposedEvent));
      await call.reach('midway', stream, gathering.events.length);
      if (!request.getIsFinal()) continue;
      await write(call, stream, gathering, answer);
    } catch (failure) {
      const own = failure instanceof Refusal ? refusedStatus(failure) : null;
      if (own === null) throw failure;
      answer.setError(own);
    }
    gathered.delete(id);
    requests.write(answer);
  }
}

async function write(
  call: IncomingCall,
  stream: string,
  { options, events }: Gathering,
  answer: BatchAppendResp,
): Promise<BatchAppendResp> {
  // The deadline is a moment by the client's clock.
  const deadline = options.getDeadline()?.toDate().getTime() ?? Infinity;
  if (deadline < Date.now()) return answer.setError(timedOut());
  const expected = expectedRevision(options, options.getStreamPosition());
  const outcome = await writeEvents(call, stream, expected, events);
  if (outcome.kind === 'deleted') return answer.setError(deletedStatus(stream));
  if (outcome.kind === 'wrong version') return answer.setError(wrongVersionStatus(expected, outcome.current));
  const place = String(outcome.position);
  const success = new BatchAppendResp.Success().setPosition(
    new AllStreamPosition().setCommitPosition(place).setPreparePosition(place),
  );
  return answer.setSuccess(
    outcome.revision < 0 ? success.setNoStream(new Empty()) : success.setCurrentRevision(String(outcome.revision)),
  );
}
