import type { Metadata } from '@grpc/grpc-js';
import {
  callerOf,
  isAllowed,
  SETTINGS,
  type Caller,
  type DefaultLists,
  type Right,
  type Users,
} from './access-rules.js';
import type { EventLog } from './event-log.js';
import type { Call, FaultPlan, Moment } from './fault-plan.js';
import {
  accessDenied,
  EndedCleanly,
  NeverAnswered,
  notLeader,
  serverIsBusy,
  serverShutsDown,
  type Endpoint,
} from './refusals.js';
import { describedBy, objectFrom } from './stream-metadata.js';

/** What a call meets: the node that it came to, and what all nodes share. */
export interface Node {
  readonly port: number;
  readonly log: EventLog;
  readonly faults: FaultPlan;
  readonly users: Users | undefined;
  /** Bytes. */
  readonly maxAppendSize: number;
  readonly leads: boolean;
  readonly leader: Endpoint;
  readonly members: readonly Member[];
  cutLink(peer: string): void;
}

export interface Member extends Endpoint {
  readonly id: string;
  readonly leads: boolean;
  readonly alive: boolean;
}

/** What every kind of call of the transport has. */
interface Transport {
  readonly metadata: Metadata;
  getPeer(): string;
  once(event: 'cancelled' | 'close', listener: () => void): unknown;
}

/** One call as it goes through the server: who makes it, and where faults may strike it. */
export class IncomingCall {
  private readonly gone = new AbortController();

  constructor(
    readonly node: Node,
    private readonly kind: Call,
    private readonly transport: Transport,
  ) {
    transport.once('cancelled', () => this.gone.abort());
    transport.once('close', () => this.gone.abort());
  }

  /** Says when the caller has gone. */
  get signal(): AbortSignal {
    return this.gone.signal;
  }

  private get caller(): Caller {
    return callerOf(this.node.users, this.transport.metadata);
  }

  /** @throws Refusal for a follower, where the caller insists on the leader; without that it forwards */
  needsLeaderIfAsked(): void {
    const asked = String(this.transport.metadata.get('requires-leader')[0] ?? '') === 'true';
    if (asked && !this.node.leads) throw notLeader(this.node.leader);
  }

  /** @throws Refusal where the stream's access list keeps the caller out */
  needs(right: Right, stream: string): void {
    const { log } = this.node;
    const metadata = log.metadataOf(describedBy(stream) ?? stream);
    const defaults: DefaultLists = objectFrom(log.eventsOf(SETTINGS).at(-1)?.data);
    if (!isAllowed(this.caller, right, stream, metadata, defaults)) throw accessDenied();
  }

  /** Lets a fault that was ordered for this point happen. */
  async reach(at: Moment, stream?: string, events?: number): Promise<void> {
    const fault = this.node.faults.strike(this.kind, at, stream, events);
    if (fault === undefined) return;
    const { does } = fault;
    if (typeof does === 'function') return does(this.node.port);
    if (does === 'hang') return fault.lifted;
    if (does === 'busy') throw serverIsBusy();
    if (does === 'cancel') throw serverShutsDown();
    if (does === 'end') throw new EndedCleanly();
    this.node.cutLink(this.transport.getPeer());
    throw new NeverAnswered();
  }
}
