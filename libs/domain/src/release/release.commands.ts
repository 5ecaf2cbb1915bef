import { IsInt, IsOptional, Matches, Min } from 'class-validator';
import { Command, IsCalendarDate, IsLabel } from '../validation/command-fields.js';

/** A publisher's release as a whole: its label, its date, and the digest of the file that it came as. */
export class PublishRelease extends Command('PublishRelease') {
  @IsLabel(200) label: string;
  @IsOptional() @IsCalendarDate() date?: string;
  @Matches(/^[0-9a-f]{64}$/, { message: 'fileDigest must be the SHA-256 of the file in hex' }) fileDigest: string;
  @IsInt() @Min(0) cells: number;
}
