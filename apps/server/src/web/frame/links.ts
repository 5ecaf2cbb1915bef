import type { Moment } from '@outturn/wiring';
import type { Address, MomentName, Parts, QueryOf } from '../address.js';

/** Links from a page of a ledger. They stay at the moment that the page is about. */
export class Links {
  constructor(
    readonly ledger: string,
    readonly moment: Pick<Moment, 'knownAt' | 'asAt'> = {},
  ) {}

  /** Where a page of this ledger is, at the moment of the page that links to it. */
  to<Pattern extends string, Name extends string>(
    address: Address<Pattern, Name>,
    ...[parts, query]: Exclude<Parts<Pattern>, 'ledger'> extends never
      ? [parts?: Readonly<Record<never, string>>, query?: QueryOf<Name | MomentName>]
      : [parts: Readonly<Record<Exclude<Parts<Pattern>, 'ledger'>, string>>, query?: QueryOf<Name | MomentName>]
  ): string {
    const { knownAt, asAt } = this.moment;
    return address.filled({ ...parts, ledger: this.ledger }, { ...query, 'known-at': knownAt, 'as-at': asAt });
  }

  /** The same links without the moment: how things stand now. */
  get now(): Links {
    return new Links(this.ledger);
  }

  /** The same links at another moment. */
  at(moment: Pick<Moment, 'knownAt' | 'asAt'>): Links {
    return new Links(this.ledger, moment);
  }
}
