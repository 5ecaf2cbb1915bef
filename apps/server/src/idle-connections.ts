import { Injectable, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';

/** Milliseconds. */
const LOOK_EVERY = 50;

/**
 * While the service ends, closes connections as they fall idle. Node does so once, when it stops listening; a client whose
 * answer was under way then would keep its connection, and the service, until the keep-alive runs out.
 */
@Injectable()
export class IdleConnections implements BeforeApplicationShutdown, OnApplicationShutdown {
  private clock: NodeJS.Timeout | undefined;

  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    this.clock = setInterval(() => server.closeIdleConnections(), LOOK_EVERY);
  }

  onApplicationShutdown(): void {
    clearInterval(this.clock);
  }
}
