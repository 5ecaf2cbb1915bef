/**
 * A notice that a ledger has grown: for the live feed, webhooks and metrics. It carries no facts; whoever wants them
 * reads the ledger, because notices may come late, twice or not at all (another process may have written).
 */
export class EventsCommitted {
  constructor(
    readonly ledger: string,
    readonly position: number,
  ) {}
}
