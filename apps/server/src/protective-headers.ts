import helmet from '@fastify/helmet';
import { fastify, type FastifyInstance } from 'fastify';

/**
 * Puts on every answer what keeps a browser from misusing it. Helmet works its headers out again for each answer, at more
 * than the whole of the rest of an answer's headers; they are the same for all, so it is asked once, when the service starts.
 */
export function sendProtectiveHeaders(server: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

/**
 * The headers of every answer, also of one to what could not be understood as a request.
 * @param origin where people reach the service; if that is encrypted, browsers are told never to come otherwise
 */
export async function protectiveHeaders(origin: string | null): Promise<Readonly<Record<string, string>>> {
  const encrypted = origin?.startsWith('https://') === true;
  return {
    ...(await headersOfHelmet()),
    // An answer that may be kept says so.
    'cache-control': 'private, no-store',
    ...(encrypted ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

async function headersOfHelmet(): Promise<Record<string, string>> {
  const asked = fastify();
  await asked.register(helmet, {
    // A browser that is made to show an answer that is no page may load and run nothing; a page says what it needs.
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity: false,
  });
  asked.get('/', (_request, reply) => reply.send(reply.raw.getHeaders()));
  const answer = await asked.inject('/');
  await asked.close();
  return answer.json<Record<string, string>>();
}
