import { userInfo } from 'node:os';
import type { FastifyRequest } from 'fastify';
import { isActorId } from '@outturn/kernel';
import { ownerOf, type Principal } from '@outturn/wiring';
import { badRequest, problem, Refused } from '../problem/problem.js';
import type { Gate } from './gate.js';

const NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Lets in whoever sits at this machine, and takes their word for who they are. A web page elsewhere must not be able to
 * use their browser for it: a name that was made to point here (DNS rebinding) is told by the Host header, a form that
 * posts here (CSRF) by the Origin.
 */
export class LoopbackGate implements Gate {
  private readonly systemActor = actorOfSystem();

  mustBeFromHere(request: FastifyRequest): void {
    const { host = '', origin } = request.headers;
    const [, name = '', port = '80'] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host.toLowerCase()) ?? [];
    if (!NAMES.has(name) || Number(port) !== request.raw.socket.localPort) {
      throw forbidden('ForeignHost', 'This service answers only at the address and port of its own machine.');
    }
    if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
      throw forbidden('ForeignOrigin', 'This service takes no requests from pages of other origins.');
    }
  }

  principalOf(request: FastifyRequest): Principal {
    const actor = request.headers['outturn-actor'];
    if (actor === undefined) return ownerOf(this.systemActor);
    if (typeof actor !== 'string' || !isActorId(actor)) {
      throw badRequest('InvalidActor', {
        header: 'Outturn-Actor',
        detail: 'Outturn-Actor must be an id of at most 64 letters, digits and . _ @ -',
      });
    }
    return ownerOf(actor);
  }

  whenChanged(): void {
    // Whoever sits at this machine stays there.
  }
}

const forbidden = (kind: string, detail: string): Refused => new Refused(problem(403, kind, detail));

/** A user's name at this machine may hold what an actor's id may not. */
function actorOfSystem(): string {
  try {
    const { username } = userInfo();
    return isActorId(username) ? username : 'local-user';
  } catch {
    return 'local-user';
  }
}
