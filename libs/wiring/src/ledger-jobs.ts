import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Permission } from '@outturn/application';
import type { Principal } from './principal.js';

/** Work on a whole ledger that is neither a command nor a query, and what it needs its asker to be allowed. */
export const jobs = {
  look: 'ledger:read',
  create: 'ledger:administer',
  export: 'ledger:read',
  restore: 'ledger:administer',
  replay: 'ledger:read',
  verify: 'ledger:read',
  prove: 'ledger:read',
  backup: 'ledger:read',
  rotate: 'ledger:administer',
  copy: 'ledger:administer',
} as const satisfies Readonly<Record<string, Permission>>;
export type JobName = keyof typeof jobs;

/** Such work on the bus. */
export class LedgerJob<Done = unknown> {
  constructor(
    readonly who: Principal,
    readonly ledger: string,
    readonly job: JobName,
    readonly run: () => Done | Promise<Done>,
  ) {}
}

/** Does work on whole ledgers by way of the bus. */
@Injectable()
export class LedgerJobs {
  constructor(private readonly bus: CommandBus) {}

  /** @throws NotAllowed, and whatever the work throws */
  do<Done>(who: Principal, ledger: string, job: JobName, run: () => Done | Promise<Done>): Promise<Done> {
    return this.bus.execute(new LedgerJob(who, ledger, job, run));
  }
}
