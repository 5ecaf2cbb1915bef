import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import type { Logger } from 'pino';
import { OutturnModule, type OutturnOptions } from '@outturn/wiring';
import { GATE, type Gate } from './access/gate.js';
import { EventsController } from './feed/events.controller.js';
import { FeedRoom } from './feed/feed-room.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { IdleConnections } from './idle-connections.js';
import { LOG } from './logging/log.js';
import { Metrics } from './metrics/metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { openApiDocument } from './openapi/openapi-document.js';
import { OPENAPI, OpenApiController } from './openapi/openapi.controller.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { CommandsController } from './rest/commands.controller.js';
import { KnownParameters } from './rest/described.js';
import { ExportController } from './rest/export.controller.js';
import { FiguresController } from './rest/figures.controller.js';
import { ImportsController } from './rest/imports.controller.js';
import { LedgersController } from './rest/ledgers.controller.js';
import { ProofsController } from './rest/proofs.controller.js';
import { PagedQueriesController } from './rest/paged-queries.controller.js';
import { QueriesController } from './rest/queries.controller.js';
import { SnapshotsController } from './rest/snapshots.controller.js';
import { Layouts } from './web/frame/layouts.js';
import { PagesBeside } from './web/frame/pages-beside.js';
import { RememberedPages } from './web/frame/remembered-pages.js';
import { StagedUploads } from './web/officers/upload/staged-uploads.js';
import { Runs } from './web/auditors/runs/runs.js';
import { pagesFor } from './web/pages.js';

/** Every controller whose routes the OpenAPI document tells. */
export const controllers = [
  LedgersController,
  CommandsController,
  SnapshotsController,
  ImportsController,
  QueriesController,
  PagedQueriesController,
  FiguresController,
  ExportController,
  EventsController,
  ProofsController,
  OpenApiController,
  HealthController,
  MetricsController,
] as const;

@Module({})
export class ServerModule {
  static forRoot(options: OutturnOptions, gate: Gate, log: Logger): DynamicModule {
    return {
      module: ServerModule,
      imports: [OutturnModule.forRoot(options)],
      controllers: [...controllers, ...pagesFor(gate)],
      providers: [
        { provide: GATE, useValue: gate },
        { provide: LOG, useValue: log },
        { provide: OPENAPI, useFactory: () => openApiDocument(controllers) },
        Metrics,
        FeedRoom,
        Readiness,
        IdleConnections,
        Layouts,
        PagesBeside,
        RememberedPages,
        Runs,
        { provide: StagedUploads, useFactory: () => new StagedUploads() },
        { provide: APP_FILTER, useFactory: () => new ProblemFilter(log) },
        { provide: APP_GUARD, useClass: KnownParameters },
      ],
    };
  }
}
