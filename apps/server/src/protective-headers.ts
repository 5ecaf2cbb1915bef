import helmet from '@fastify/helmet';
import { fastify, type FastifyInstance } from 'fastify';

/**
 * Puts on every answer what keeps a browser from misusing it. Helmet works its headers out anew for each answer, at more
 * than the whole of the rest of an answer's headers; they are the same for all, so it is asked once, when the service starts.
 */
export async function sendProtectiveHeaders(server: FastifyInstance): Promise<void> {
  const headers = await headersOfHelmet();
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

async function headersOfHelmet(): Promise<Record<string, string>> {
  const asked = fastify();
  await asked.register(helmet, {
    // A browser that is made to show an answer that is no page may load and run nothing; a page says what it needs.
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // Whether the way here is encrypted is for whoever stands in front to say.
    strictTransportSecurity: false,
  });
  asked.get('/', (_request, reply) => reply.send(reply.raw.getHeaders()));
  const answer = await asked.inject('/');
  await asked.close();
  return answer.json<Record<string, string>>();
}
