import { pino, type DestinationStream, type Logger } from 'pino';

/** The token under which the log is injected. */
export const LOG = Symbol('log');

/** The service's log: one JSON line each, to stderr. Bodies and headers never enter it, so tokens and texts can't either. */
export function createLog(destination: DestinationStream = pino.destination({ fd: 2, sync: false })): Logger {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
