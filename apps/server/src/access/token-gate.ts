import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { readTokenFile, type Principal, type TokenRegister } from '@outturn/wiring';
import { badRequest, problem, Refused } from '../problem/problem.js';
import type { Gate } from './gate.js';

/** Lets in who brings a token. A token is never sent by a browser unasked, so Host and Origin need no look. */
export class TokenGate implements Gate {
  private register: TokenRegister;
  private readonly listeners: (() => void)[] = [];

  /** @throws BadConfiguration */
  constructor(
    private readonly path: string,
    private readonly log: Logger,
  ) {
    this.register = readTokenFile(path);
  }

  /** Reads the file again. One that is wrong changes nothing: better yesterday's tokens than none or all. */
  reload(): void {
    try {
      this.register = readTokenFile(this.path);
      this.log.info({ tokens: this.register.size }, 'the token file has been read again');
    } catch (error) {
      this.log.error({ reason: (error as Error).message }, 'the token file is wrong; the tokens stay as they were');
      return;
    }
    for (const listener of this.listeners) listener();
  }

  whenChanged(listener: () => void): void {
    this.listeners.push(listener);
  }

  mustBeFromHere(): void {
    // Anyone may knock.
  }

  principalOf(request: FastifyRequest): Principal {
    const [, token] = /^Bearer +([^\s]+) *$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) throw unauthorized('Send a token: Authorization: Bearer …', 'Bearer realm="outturn"');
    const principal = this.register.principalOf(token, new Date());
    if (principal === null) {
      throw unauthorized('This token is unknown or has ended.', 'Bearer realm="outturn", error="invalid_token"');
    }
    const stated = request.headers['outturn-actor'];
    if (stated !== undefined && stated !== principal.actor) {
      throw badRequest('InvalidActor', {
        header: 'Outturn-Actor',
        detail: 'the actor is the one of the token: leave Outturn-Actor out',
      });
    }
    return principal;
  }
}

const unauthorized = (detail: string, challenge: string): Refused =>
  new Refused(problem(401, 'Unauthorized', detail), { 'WWW-Authenticate': challenge });
