import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import session, { type FastifySessionOptions } from '@fastify/session';
import type { FastifyInstance, Session } from 'fastify';
import { LRUCache } from 'lru-cache';
import { forBrowsersAlone } from './hooks-for-browsers.js';
import { pageRouteOf } from './page-route.js';

/** How long a browser may be away before its session is forgotten. Milliseconds. */
const AWAY = 8 * 3_600_000;

type SessionStore = NonNullable<FastifySessionOptions['store']>;

/** Sessions live as long as the process, and only so many of them: whoever comes back later begins again. */
class SessionsInMemory implements SessionStore {
  private readonly sessions = new LRUCache<string, Session>({ max: 10_000, ttl: AWAY, updateAgeOnGet: true });

  set(id: string, kept: Session, done: (error?: unknown) => void): void {
    this.sessions.set(id, kept);
    done();
  }

  get(id: string, done: (error: unknown, kept?: Session | null) => void): void {
    done(null, this.sessions.get(id) ?? null);
  }

  destroy(id: string, done: (error?: unknown) => void): void {
    this.sessions.delete(id);
    done();
  }
}

/**
 * Gives every browser a session that is there when something is put into it, and lets no form in without the token of the
 * session that it was shown in.
 * @param isEncrypted whether browsers reach the service by https
 */
export async function keepSessions(server: FastifyInstance, isEncrypted: boolean): Promise<void> {
  if (isEncrypted) {
    // Whoever stands in front has ended the encryption: that the last steps are not encrypted is no news to a browser.
    server.addHook('onRequest', (request, _reply, done) => {
      Object.defineProperty(request, 'protocol', { value: 'https' });
      done();
    });
  }
  // oxlint-disable-next-line typescript/no-misused-promises -- its type leaves open whether it calls back, and it does
  await server.register(forBrowsersAlone(cookie));
  await server.register(forBrowsersAlone(session), {
    secret: randomBytes(32).toString('hex'),
    // A browser takes a cookie of this name from nobody but this host, and only where the way is encrypted.
    cookieName: isEncrypted ? '__Host-outturn-session' : 'outturn-session',
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: isEncrypted ? true : 'auto' },
    store: new SessionsInMemory(),
    saveUninitialized: false,
    rolling: false,
  });
  await server.register(csrf, { sessionPlugin: '@fastify/session' });
  server.addHook('onRoute', (route) => {
    if (pageRouteOf(route.config).takesForms !== true) return;
    route.preHandler = [server.csrfProtection.bind(server), ...[route.preHandler ?? []].flat()];
  });
}
