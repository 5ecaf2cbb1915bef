import { applyDecorators } from './compose-decorators.js';
import {
  breakdown,
  dayReadAs,
  decimal,
  isActorId,
  isInstant,
  isIsoDate,
  parsePeriod,
  periodReadAs,
  readDay,
  readPeriod,
} from '@outturn/kernel';
import {
  ArrayMaxSize,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateBy,
  ValidateIf,
  type ValidateByOptions,
} from 'class-validator';

// The field types that every command shares. Each decorator says in its message what would be right, because the same
// message is read by a person at a form, in a rejected CSV row and in a problem document.

const rule = (name: string, holds: (value: unknown) => boolean, message: string): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: holds, defaultMessage: () => `$property ${message}` } });

/** A decimal string such as "77" or "26.6"; a JSON number is refused, because it may have been rounded on its way. */
export const IsFigure = (): PropertyDecorator =>
  rule(
    'isFigure',
    (value) => typeof value === 'string' && value.length <= 40 && decimal(value) === value,
    'must be a plain decimal string such as "77" or "26.6"',
  );

/** The code of what a text says, and how it was read ("read as 2016-04-03, 3 April 2016"); null if it can't be told. */
export type ReadsWritten = (text: string) => { readonly code: string; readonly says: string } | null;

const writtenFields = new Map<object, (readonly [field: string, read: ReadsWritten])[]>();

/** A field that people write in ways of their own, and that a command holds under its code. */
export const IsWritten = (read: ReadsWritten, rule: ValidateByOptions): PropertyDecorator =>
  applyDecorators(ValidateBy(rule), (target, property) => {
    writtenFields.set(target, [...(writtenFields.get(target) ?? []), [String(property), read]]);
  });

/** The fields of a command class that are read from what people write, and how. */
export const writtenFieldsOf = ({
  prototype,
}: {
  readonly prototype: object;
}): readonly (readonly [field: string, read: ReadsWritten])[] => markedIn(writtenFields, prototype);

/** A period under its code, for example 2017-18Q2; another text is refused with what to write for it. */
export const IsPeriod = (): PropertyDecorator =>
  IsWritten(periodCode, {
    name: 'isPeriod',
    validator: {
      validate: (value) => typeof value === 'string' && parsePeriod(value) !== null,
      defaultMessage: (args) => `$property: ${periodAdvice(args?.value)}`,
    },
  });

const periodCode: ReadsWritten = (text) => {
  const reading = readPeriod(text);
  return reading.read ? { code: reading.period.code, says: periodReadAs(reading.period) } : null;
};

function periodAdvice(value: unknown): string {
  const reading = readPeriod(typeof value === 'string' ? value : '');
  // Whoever makes a command reads its period first; one that was not read is written as its code.
  return reading.read ? `write this period as ${reading.period.code}` : reading.advice;
}

/** A breakdown in its canonical form: `all`, or key=value pairs joined by ; in alphabetical order of key. */
export const IsBreakdown = (): PropertyDecorator =>
  rule(
    'isBreakdown',
    (value) => typeof value === 'string' && value.length <= 200 && breakdown(value) === value,
    'must be "all" or key=value pairs joined by ; in alphabetical order of key, such as age=16-18',
  );

const isoDay: ReadsWritten = (text) => {
  const reading = readDay(text);
  return reading.read ? { code: reading.iso, says: dayReadAs(reading.iso) } : null;
};

/** What to write where the number of a day stands; nothing for any other text. */
const dayAdvice = (value: unknown): string => {
  const reading = readDay(typeof value === 'string' ? value : '');
  return reading.read || reading.kind === 'NotADate' ? '' : `: ${reading.advice}`;
};

/** A calendar date (2015-03-31) or an instant (2015-03-31T09:00:00.000Z). */
export const IsOccurred = (): PropertyDecorator =>
  IsWritten((text) => (isInstant(text) ? { code: text, says: '' } : isoDay(text)), {
    name: 'isOccurred',
    validator: {
      validate: (value) => typeof value === 'string' && (isIsoDate(value) || isInstant(value)),
      defaultMessage: (args) =>
        `$property must be a date such as 2015-03-31 or an instant such as 2015-03-31T09:00:00.000Z${dayAdvice(args?.value)}`,
    },
  });

/** The id of somebody who acts, as their events name them; `each` for a list of them. */
export const IsActor = (options: { readonly each?: boolean } = {}): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isActor',
      validator: {
        validate: (value) => typeof value === 'string' && isActorId(value),
        defaultMessage: () => '$property must be ids of 1 to 64 letters, digits and . _ @ -',
      },
    },
    options,
  );

/** A calendar date (2015-03-31). */
export const IsCalendarDate = (): PropertyDecorator =>
  IsWritten(isoDay, {
    name: 'isCalendarDate',
    validator: {
      validate: (value) => typeof value === 'string' && isIsoDate(value),
      defaultMessage: (args) => `$property must be a date such as 2015-03-31${dayAdvice(args?.value)}`,
    },
  });

/** May be left out of what is said again, and then stays as it stands; null is refused, because there is always one. */
export const StaysIfLeftOut = (): PropertyDecorator => ValidateIf((_command, value: unknown) => value !== undefined);

/** A SHA-256 in hex, as sha256sum prints it. */
export const IsHexDigest = (): PropertyDecorator =>
  rule(
    'isHexDigest',
    (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
    'must be a SHA-256: 64 hex digits in small letters',
  );

/** An id or a label: one line of 1 to `most` characters without control characters. */
export const IsLabel = (most = 120): PropertyDecorator =>
  applyDecorators(
    IsString({ message: '$property must be a text' }),
    MinLength(1, { message: '$property must not be empty' }),
    MaxLength(most, { message: `$property must have at most ${most} characters` }),
    rule(
      'isLabel',
      (value) => typeof value === 'string' && value === value.trim() && !/[\p{Cc}\p{Cs}]/u.test(value),
      'must be one line without control characters or spaces around it',
    ),
  );

/** A label that names something in an address: a browser would take `..` for the way up. */
export const IsName = (most = 120): PropertyDecorator =>
  applyDecorators(
    IsLabel(most),
    rule('isName', (value) => typeof value === 'string' && !/^\.{1,2}$/.test(value), 'must be more than dots'),
  );

/** At most so many labels, none of which holds the semicolon that joins them in a file. */
export const AreLabels = (most: number): PropertyDecorator =>
  applyDecorators(
    ArrayMaxSize(most, { message: `$property must name at most ${most}` }),
    Matches(/^[^\p{Cc};]{1,120}$/u, { each: true, message: '$property must be labels of 1 to 120 characters' }),
  );

/** A text of at most 10,000 characters that may run over several lines. */
export const IsLongText = (): PropertyDecorator =>
  applyDecorators(
    IsString({ message: '$property must be a text' }),
    MinLength(1, { message: '$property must not be empty' }),
    MaxLength(10_000, { message: '$property must have at most 10,000 characters' }),
    rule('isWellFormed', (value) => typeof value === 'string' && !/\p{Cs}/u.test(value), 'must be well-formed Unicode'),
  );

const sealedFields = new Map<object, string[]>();

/** A free text that may name a person. It is sealed: the event holds its digest, the text store the words. */
export const IsSealedText = (): PropertyDecorator =>
  applyDecorators(IsLongText(), (target, property) => {
    sealedFields.set(target, [...(sealedFields.get(target) ?? []), String(property)]);
  });

/** The fields of a command class that hold sealed texts, in the order of their declaration, inherited ones first. */
export const sealedFieldsOf = ({ prototype }: { readonly prototype: object }): readonly string[] =>
  markedIn(sealedFields, prototype);

function markedIn<Mark>(marked: ReadonlyMap<object, readonly Mark[]>, prototype: object): readonly Mark[] {
  const parent = Object.getPrototypeOf(prototype) as object | null;
  return [...(parent === null ? [] : markedIn(marked, parent)), ...(marked.get(prototype) ?? [])];
}

/** What every command has: when the council says that it happened. */
abstract class Dated {
  @IsOptional()
  @IsOccurred()
  occurred?: string;
}

/**
 * The base of a command, with the name that it is stored under. Digests and retries rest on that text, so it is written
 * out: whoever renames a class changes nothing that was recorded.
 * `named` exists for the compiler alone. Without it two commands of one shape (reopen, cancel) would be one type to
 * TypeScript, and `instanceof` could not tell them apart.
 */
export function Command<Name extends string>(name: Name) {
  abstract class Named extends Dated {
    static readonly commandName = name;
    declare protected readonly named: Name;
  }
  return Named;
}

/** A class whose instances are commands. */
export interface CommandClass<Kind extends object = object> {
  readonly commandName: string;
  new (): Kind;
}

/** The class that a command is an instance of. @throws TypeError for what is no command */
export function commandClassOf(command: object): CommandClass {
  const { constructor } = command;
  if ('commandName' in constructor) return constructor as CommandClass;
  throw new TypeError('this is no command: its class names none');
}
