import { randomUUID } from 'node:crypto';
import { ReadResp, type ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { Answers } from './answers.js';
import { eventFilter } from './event-filter.js';
import type { IncomingCall } from './incoming-call.js';
import { streamDeleted } from './refusals.js';

const confirmation = (): ReadResp =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID()));

const caughtUp = (): ReadResp => new ReadResp().setCaughtUp(new ReadResp.CaughtUp());

/** Every event of a stream after a revision, for ever. A stream that isn't there yet is waited for. */
export async function subscribeToStream(
  call: IncomingCall,
  answers: Answers,
  options: ReadReq.Options,
  stream: string,
): Promise<void> {
  const { log } = call.node;
  const from = options.getStream();
  const after = from?.hasRevision() ? Number(from.getRevision()) : -1;
  let next = from?.hasEnd() ? log.eventsOf(stream).length : after + 1;
  await answers.say(confirmation());
  const isThere = (): boolean => log.eventsOf(stream).length > 0;
  await follow(call, answers, isThere, async () => {
    if (log.stateOf(stream) === 'tombstoned') throw streamDeleted(stream);
    next = Math.max(next, log.firstVisibleOf(stream));
    const event = log.eventsOf(stream)[next];
    if (event === undefined) return false;
    await answers.give(event);
    next += 1;
    return true;
  });
}

/** Every event after a place that a filter lets through, for ever; checkpoints tell how much was looked at. */
export async function subscribeToAll(call: IncomingCall, answers: Answers, options: ReadReq.Options): Promise<void> {
  const { log } = call.node;
  const filter = eventFilter(options);
  const from = options.getAll();
  const position = from?.getPosition();
  let next = from?.hasEnd() ? log.all.length : 0;
  if (position !== undefined) next = log.indexOf(Number(position.getCommitPosition()) + 1);
  let seen = 0;
  let windowBegan = 0;
  await answers.say(confirmation());
  await follow(
    call,
    answers,
    () => true,
    async () => {
      const event = log.all[next];
      if (event === undefined) return false;
      if (seen % filter.window === 0) windowBegan = event.position;
      if (filter.wants(event)) await answers.give(event);
      next += 1;
      seen += 1;
      if (seen % (filter.window * filter.windowsBetween) === 0) await answers.say(checkpoint(windowBegan));
      return true;
    },
  );
}

/**
 * Gives one event after the other, says once that it is live, and waits for more. Where there is nothing to be followed yet,
 * it says so behind the first event.
 */
async function follow(
  call: IncomingCall,
  answers: Answers,
  isThere: () => boolean,
  giveNext: () => Promise<boolean>,
): Promise<void> {
  let live = false;
  for (;;) {
    // Listening begins before looking, so nothing that comes in between is missed.
    const grown = call.node.log.grown(call.signal);
    grown.catch(() => undefined);
    while (await giveNext());
    if (!live && isThere()) {
      await answers.say(caughtUp());
      live = true;
    }
    await grown;
  }
}

/** Names where the last window began, without a prepare position: whoever begins there again sees that window once more. */
const checkpoint = (windowBegan: number): ReadResp =>
  new ReadResp().setCheckpoint(
    new ReadResp.Checkpoint().setCommitPosition(String(windowBegan)).setPreparePosition('0'),
  );
