import { IsInt, IsOptional, Matches, Min } from 'class-validator';
import { Command, IsCalendarDate, IsLabel } from '../validation/command-fields.js';

/** A publisher's release as a whole: its label, its date, its table, and the digest of the file that it came as. */
export class PublishRelease extends Command('PublishRelease') {
  @IsLabel(200) label: string;
  @IsOptional() @IsCalendarDate() date?: string;
  /** Which of the publisher's tables it is of; left out, its long file. */
  @IsOptional() @IsLabel(120) table?: string;
  @Matches(/^[0-9a-f]{64}$/, { message: 'fileDigest must be the SHA-256 of the file in hex' }) fileDigest: string;
  @IsInt() @Min(0) cells: number;
}
