import { Matches } from 'class-validator';
import { OpenLedger } from '@outturn/domain';

/** What a new ledger is made of: the command that opens it, and the id that it is to have. */
export class NewLedger extends OpenLedger {
  @Matches(/^[a-z][a-z0-9-]{0,62}$/, {
    message: 'id must be 1 to 63 lower-case letters, digits and hyphens, beginning with a letter',
  })
  id: string;
}
