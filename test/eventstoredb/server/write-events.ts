import type { Expected } from './append-rules.js';
import type { Answer } from './event-log.js';
import type { IncomingCall } from './incoming-call.js';
import { sizeOf, type ProposedEvent } from './recorded-event.js';
import { appendTooLarge } from './refusals.js';

/** The write that both forms of append come to. @throws Refusal, and whatever a fault is */
export async function writeEvents(
  call: IncomingCall,
  stream: string,
  expected: Expected,
  events: readonly ProposedEvent[],
): Promise<Answer> {
  const { log, maxAppendSize } = call.node;
  call.needs('write', stream);
  if (events.reduce((size, event) => size + sizeOf(event), 0) > maxAppendSize) throw appendTooLarge(maxAppendSize);
  await call.reach('before the write', stream);
  // A caller that has gone is not written for, and the leader may have moved while the call was on its way.
  call.signal.throwIfAborted();
  call.needsLeaderIfAsked();
  const answer = log.append(stream, expected, events);
  await call.reach('after the write', stream);
  return answer;
}
