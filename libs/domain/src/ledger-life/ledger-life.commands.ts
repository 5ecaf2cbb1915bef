import { IsBoolean, IsInt, IsObject, IsOptional, Matches, Min } from 'class-validator';
import { Command, IsCalendarDate, IsSealedText, IsLabel } from '../validation/command-fields.js';

/** Opens a ledger: for migration, or live from the start if there is no history to bring in. */
export class OpenLedger extends Command('OpenLedger') {
  @IsLabel(120) name: string;
  @IsOptional()
  @Matches(/^[A-Za-z0-9]{1,12}$/, { message: 'areaCode must be 1 to 12 letters and digits' })
  areaCode?: string;
  @IsOptional() @IsBoolean({ message: 'live must be true or false' }) live?: boolean;
}

/** Closes migration: from here on, what is known is known from when it was recorded. */
export class CloseMigration extends Command('CloseMigration') {}

/** Removes a text and its salt from the text store; the event and every proof stay. */
export class RedactText extends Command('RedactText') {
  @IsInt() @Min(1) position: number;
  /** The member of the event's data that holds the text's digest, for example `commentary`. */
  @IsLabel(60) field: string;
  @IsSealedText() reason: string;
}

/** Issues a frozen scorecard to a body. */
export class IssueSnapshot extends Command('IssueSnapshot') {
  @Matches(/^sha256:[0-9a-f]{64}$/, { message: 'digest must be sha256: and 64 hex digits' }) digest: string;
  @IsInt() @Min(0) position: number;
  @IsCalendarDate() asAt: string;
  @IsLabel(200) issuedTo: string;
  /** The versions of every rule that the snapshot used, by name. */
  @IsObject() rules: Record<string, string>;
}

/** A verification key as C2SP signed notes write it: name+id+base64. */
const IsVerificationKey = (): PropertyDecorator =>
  Matches(/^[^\s+]{1,120}\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/u, {
    message: '$property must be a verification key as outturn key show prints it',
  });

/** Puts another signing key in the place of the one that signed so far. */
export class RotateSigningKey extends Command('RotateSigningKey') {
  @IsVerificationKey() previous: string;
  @IsVerificationKey() next: string;
}
