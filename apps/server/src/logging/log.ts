import { pino, type DestinationStream, type Logger } from 'pino';
import { onceATurn } from './once-a-turn.js';

/** The token under which the log is injected. */
export const LOG = Symbol('log');

/** The service's log: one JSON line each, to stderr. Bodies and headers never enter it, so tokens and texts can't either. */
export function createLog(destination: DestinationStream = stderr()): Logger {
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}

const stderr = (): DestinationStream =>
  onceATurn(pino.destination({ fd: 2, sync: false }), pino.destination({ fd: 2, sync: true }));
