import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '@outturn/kernel';
import { CLOCK, Outturn, type OutturnOptions } from '@outturn/wiring';
import type { Gate } from './access/gate.js';
import { guardRequests } from './access/guard-requests.js';
import { sendInPieces } from './body-in-pieces.js';
import { NestLog } from './logging/nest-log.js';
import { logRequests } from './logging/request-log.js';
import { Metrics } from './metrics/metrics.js';
import { AllowedMethods } from './problem/allowed-methods.js';
import { answerBrokenRequests } from './problem/broken-requests.js';
import { problem, Refused } from './problem/problem.js';
import { protectiveHeaders, sendProtectiveHeaders } from './protective-headers.js';
import { pathOf } from './request-path.js';
import { sayHowFarBehind } from './rest/behind.js';
import { requestIdOf } from './request-id.js';
import { JSON_LIMIT, readBodies } from './rest/payload/body-parsers.js';
import { endSlowBodies } from './rest/payload/slow-bodies.js';
import { boundFilesUnderWay } from './rest/payload/files-under-way.js';
import { ServerModule } from './server.module.js';
import { sayWhichDay } from './today.js';
import { readForms } from './web/forms/form-bodies.js';
import { serveAssets } from './web/frame/assets.js';
import { answerRememberedPages, RememberedPages } from './web/frame/remembered-pages.js';
import { keepSessions } from './web/frame/sessions.js';

export interface Application {
  readonly nest: NestFastifyApplication;
  readonly routes: AllowedMethods;
}

/** How long others may take, in milliseconds. */
export interface Patience {
  /** Until the head of a request is there. */
  readonly head: number;
  /** Until a body that is no file is there. */
  readonly body: number;
  /** Until a file is there: 64 MiB over a slow line. */
  readonly file: number;
}

/** How the service is reached. */
export interface Reach {
  /** Where people find it, such as `https://outturn.walsall.gov.uk`; null if it is only for this machine. */
  readonly origin: string | null;
  /** The addresses of the proxies whose word is taken for who asks. */
  readonly proxies: readonly string[];
  readonly patience: Patience;
}

export const DIRECTLY: Reach = {
  origin: null,
  proxies: [],
  patience: { head: 10_000, body: 20_000, file: 120_000 },
};

/** More than anyone needs who serves a hundred and fifty councils; each costs memory. */
const MOST_CONNECTIONS = 4_000;

/** The service as a whole, ready to listen or to be asked. */
export async function createApplication(
  options: OutturnOptions,
  gate: Gate,
  log: Logger,
  { origin, proxies, patience }: Reach = DIRECTLY,
): Promise<Application> {
  const protective = await protectiveHeaders(origin);
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_LIMIT,
    requestTimeout: patience.file,
    keepAliveTimeout: 72_000,
    // Node looks for slow requests only every half a minute if it is not told otherwise.
    http: { headersTimeout: patience.head, connectionsCheckingInterval: Math.min(1_000, patience.head) },
    trustProxy: proxies.length > 0 && [...proxies],
    // An indicator's id may be a long name, percent-encoded.
    routerOptions: { maxParamLength: 1_000 },
    genReqId: requestIdOf,
    requestIdHeader: false,
    // Whoever is connected already is still answered; their connection is then closed.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    ...answerBrokenRequests(log, protective),
  });
  const nest = await NestFactory.create<NestFastifyApplication>(ServerModule.forRoot(options, gate, log), adapter, {
    abortOnError: false,
    bodyParser: false,
    logger: new NestLog(log),
  });
  const server = adapter.getInstance<FastifyInstance>();
  const routes = new AllowedMethods(server);
  const outturn = nest.get(Outturn);
  sayWhichDay(server, nest.get<Clock>(CLOCK));
  logRequests(server, log, nest.get(Metrics));
  sendProtectiveHeaders(server, protective);
  await keepSessions(server, origin?.startsWith('https://') === true);
  guardRequests(server, gate, outturn);
  boundFilesUnderWay(server);
  endSlowBodies(server, patience.body);
  sayHowFarBehind(server, outturn);
  answerRememberedPages(server, nest.get(RememberedPages));
  sendInPieces(server);
  readBodies(server);
  await readForms(server);
  await serveAssets(server);
  refuseUnknownPaths(server, routes);
  await nest.init();
  await server.ready();
  server.server.maxConnections = MOST_CONNECTIONS;
  return { nest, routes };
}

/** A path that is known under another method is answered 405 with those that it has. */
function refuseUnknownPaths(server: FastifyInstance, routes: AllowedMethods): void {
  server.addHook('preParsing', (request, _reply, _payload, done) => {
    if (!request.is404) return done();
    const allowed = routes.at(pathOf(request));
    if (allowed.length === 0) return done(new Refused(problem(404, 'NotFound', 'There is nothing at this path.')));
    const detail = `${request.method} is nothing that this path can do; it can ${allowed.join(', ')}.`;
    done(new Refused(problem(405, 'MethodNotAllowed', detail), { Allow: allowed.join(', ') }));
  });
}
