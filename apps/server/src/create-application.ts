import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '@outturn/kernel';
import { CLOCK, Outturn, type OutturnOptions } from '@outturn/wiring';
import type { Gate } from './access/gate.js';
import { guardRequests } from './access/guard-requests.js';
import { NestLog } from './logging/nest-log.js';
import { logRequests } from './logging/request-log.js';
import { Metrics } from './metrics/metrics.js';
import { AllowedMethods } from './problem/allowed-methods.js';
import { answerBrokenRequests } from './problem/broken-requests.js';
import { problem, Refused } from './problem/problem.js';
import { sendProtectiveHeaders } from './protective-headers.js';
import { pathOf } from './request-path.js';
import { sayHowFarBehind } from './rest/behind.js';
import { requestIdOf } from './request-id.js';
import { JSON_LIMIT, readBodies } from './rest/body/body-parsers.js';
import { boundFilesUnderWay } from './rest/body/files-under-way.js';
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

/** How long a request may take to arrive whole: 64 MiB over a slow line. Milliseconds. */
const REQUEST_TIMEOUT = 120_000;

/** The service as a whole, ready to listen or to be asked. */
export async function createApplication(options: OutturnOptions, gate: Gate, log: Logger): Promise<Application> {
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: 20_000 },
    // An indicator's id may be a long name, percent-encoded.
    routerOptions: { maxParamLength: 1_000 },
    genReqId: requestIdOf,
    requestIdHeader: false,
    // Whoever is connected already is still answered; their connection is then closed.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    ...answerBrokenRequests(log),
  });
  const nest = await NestFactory.create<NestFastifyApplication>(ServerModule.forRoot(options, gate, log), adapter, {
    abortOnError: false,
    bodyParser: false,
    logger: new NestLog(log),
  });
  const server = adapter.getInstance() as unknown as FastifyInstance;
  const routes = new AllowedMethods(server);
  const outturn = nest.get(Outturn);
  sayWhichDay(server, nest.get<Clock>(CLOCK));
  logRequests(server, log, nest.get(Metrics));
  await sendProtectiveHeaders(server);
  await keepSessions(server);
  guardRequests(server, gate, outturn);
  boundFilesUnderWay(server);
  sayHowFarBehind(server, outturn);
  answerRememberedPages(server, nest.get(RememberedPages));
  readBodies(server);
  await readForms(server);
  await serveAssets(server);
  refuseUnknownPaths(server, routes);
  await nest.init();
  await server.ready();
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
