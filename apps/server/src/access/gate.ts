import type { FastifyRequest } from 'fastify';
import type { Principal } from '@outturn/wiring';
import type { DemoIdentity } from './demo-identities.js';

/** The token under which the gate is injected. */
export const GATE = Symbol('gate');

/** Where it is decided who a request comes from. */
export interface Gate {
  /** What must hold of every request, also of those that need no principal. @throws Refused */
  mustBeFromHere(request: FastifyRequest): void;
  /** Who asks. @throws Refused (400, 401) */
  principalOf(request: FastifyRequest): Principal;
  /** Whom a browser may choose to be; left out where everybody is who they are. */
  readonly identities?: readonly DemoIdentity[];
  /** Calls back whenever someone who could come in may no longer be able to. */
  whenChanged(listener: () => void): void;
}
