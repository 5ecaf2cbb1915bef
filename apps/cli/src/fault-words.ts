import type { Fault } from '@outturn/wiring';

/** What contradicts itself in a ledger's file, and where, for people. */
export const faultWords = ({ position, kind, detail }: Fault): string =>
  `${position === null ? 'ledger' : `event ${position}`}: ${kind}: ${detail}`;
