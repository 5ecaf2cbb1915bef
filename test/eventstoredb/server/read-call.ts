import type { ServerWritableStream } from '@grpc/grpc-js';
import { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { Answers } from './answers.js';
import type { IncomingCall } from './incoming-call.js';
import { eventsOfAll, eventsOfStream } from './read-range.js';
import { streamDeleted } from './refusals.js';
import { subscribeToAll, subscribeToStream } from './subscriptions.js';
import { streamIdentifier, streamName } from './wire.js';

type Requests = ServerWritableStream<ReadReq, ReadResp>;

const optionsOf = ({ request }: Requests): ReadReq.Options => request.getOptions() ?? new ReadReq.Options();

export const isSubscription = (requests: Requests): boolean => optionsOf(requests).hasSubscription();

/** `Read`: events of a stream or of `$all`, once or as a subscription. */
export async function read(call: IncomingCall, requests: Requests): Promise<void> {
  const options = optionsOf(requests);
  const stream = options.hasAll() ? '$all' : streamName(options.getStream()?.getStreamIdentifier());
  await call.reach('on arrival', stream);
  call.needsLeaderIfAsked();
  call.needs('read', stream);
  const answers = new Answers(call, requests, stream, options.getUuidOption()?.hasStructured() ?? false);
  if (options.hasSubscription()) {
    return options.hasAll()
      ? subscribeToAll(call, answers, options)
      : subscribeToStream(call, answers, options, stream);
  }
  return options.hasAll() ? readAll(call, answers, options) : readStream(call, answers, options, stream);
}

async function readStream(
  { node: { log } }: IncomingCall,
  answers: Answers,
  options: ReadReq.Options,
  stream: string,
): Promise<void> {
  const state = log.stateOf(stream);
  if (state === 'tombstoned') throw streamDeleted(stream);
  if (state !== 'live') {
    const notFound = new ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(stream));
    return answers.say(new ReadResp().setStreamNotFound(notFound));
  }
  for (const event of eventsOfStream(log, stream, options)) await answers.give(event);
}

async function readAll({ node: { log } }: IncomingCall, answers: Answers, options: ReadReq.Options): Promise<void> {
  for (const event of eventsOfAll(log, options)) await answers.give(event);
}
