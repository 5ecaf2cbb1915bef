import type { FastifyRequest } from 'fastify';
import type { Principal } from '@outturn/wiring';
import { demoIdentities } from './demo-identities.js';
import type { Gate } from './gate.js';
import { LoopbackGate } from './loopback-gate.js';

/** Who a session chose to be, and the one ledger that they then see; null for all of them. */
export interface ChosenIdentity {
  readonly actor: string;
  readonly ledger: string | null;
}

declare module 'fastify' {
  interface Session {
    identity?: ChosenIdentity;
  }
}

/** The loopback gate of a demonstration: whoever sits at this machine may choose who they are. */
export class DemoGate extends LoopbackGate implements Gate {
  readonly identities = demoIdentities;

  override principalOf(request: FastifyRequest): Principal {
    // Who is no browser has no session.
    const session = request.session as FastifyRequest['session'] | null;
    const chosen = request.headers['outturn-actor'] === undefined ? session?.identity : undefined;
    const identity = demoIdentities.find(({ actor }) => actor === chosen?.actor);
    if (chosen === undefined || identity === undefined) return super.principalOf(request);
    const { actor, roles } = identity;
    return { actor, roles, assurance: 'asserted', ledgers: chosen.ledger === null ? 'all' : [chosen.ledger] };
  }
}
