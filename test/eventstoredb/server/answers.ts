import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { IncomingCall } from './incoming-call.js';
import type { RecordedEvent } from './recorded-event.js';
import { readAnswer } from './wire.js';

/** What goes back to the reader of a stream, no faster than it takes it. */
export class Answers {
  private given = 0;

  constructor(
    private readonly call: IncomingCall,
    private readonly requests: ServerWritableStream<ReadReq, ReadResp>,
    private readonly stream: string,
    private readonly structuredIds: boolean,
  ) {}

  /** @throws AbortError when the reader has gone */
  async say(answer: ReadResp): Promise<void> {
    this.call.signal.throwIfAborted();
    if (!this.requests.write(answer)) await once(this.requests, 'drain', { signal: this.call.signal });
  }

  async give(event: RecordedEvent): Promise<void> {
    await this.say(readAnswer(event, this.structuredIds));
    this.given += 1;
    await this.call.reach('midway', this.stream, this.given);
  }
}
