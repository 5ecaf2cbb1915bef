import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** What Nest says of itself: only what is wrong. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Logger) {}

  log(): void {
    // Which modules and routes were made is no news.
  }

  warn(message: unknown, context?: unknown): void {
    this.to.warn({ context }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.to.error(message instanceof Error ? { err: message } : { rest }, String(message));
  }
}
