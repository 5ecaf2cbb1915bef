import { IsOptional, Matches } from 'class-validator';
import { IsCalendarDate, IsLabel, IsOccurred } from '@outturn/domain';

/** What a snapshot is to be of, and who it is issued to; the command that issues it names what came out. */
export class SnapshotRequest {
  @IsOptional() @IsCalendarDate() asAt?: string;
  @IsOptional()
  @Matches(/^(\d{4}-\d{2}-\d{2}|\d{1,15})$/, {
    message: 'knownAt must be a date such as 2012-07-31, or a position such as "41"',
  })
  knownAt?: string;
  @IsLabel(200) issuedTo: string;
  /** The day on which it was issued: needed while the ledger is open for migration. */
  @IsOptional() @IsOccurred() occurred?: string;
}
