import type { JsonSchema } from './json-schema.js';

/** What a rule of class-validator says of a value, as a JSON Schema. `first` is the rule's first argument. */
type RuleSchema = (first: unknown) => JsonSchema;

const text = { type: 'string' } as const;
const matching = (pattern: string): JsonSchema => ({ ...text, pattern });

const YEAR_SPAN = String.raw`\d{4}-\d{2}`;
const DAY = String.raw`\d{4}-\d{2}-\d{2}`;

/** Every rule that a command's fields bear, by its name. One that is not here stops the document from being made. */
export const fieldRules: Readonly<Record<string, RuleSchema>> = {
  isString: () => text,
  minLength: (least) => ({ ...text, minLength: least }),
  maxLength: (most) => ({ ...text, maxLength: most }),
  matches: (pattern) => matching((pattern as RegExp).source),
  isIn: (values) => ({ enum: [...(values as readonly unknown[])] }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  min: (least) => ({ minimum: least }),
  max: (most) => ({ maximum: most }),
  isObject: () => ({ type: 'object' }),
  arrayMinSize: (least) => ({ type: 'array', minItems: least }),
  arrayMaxSize: (most) => ({ type: 'array', maxItems: most }),
  arrayUnique: () => ({ type: 'array', uniqueItems: true }),
  isFigure: () => ({ ...matching(String.raw`^(?!-0$)-?(0|[1-9]\d*)(\.\d*[1-9])?$`), maxLength: 40 }),
  isPeriod: () =>
    matching(
      `^(${YEAR_SPAN}(Q[1-4]|H[12])?|(AY|M:|R12:|3Y:)${YEAR_SPAN}|@${DAY}|T:${YEAR_SPAN}(Autumn|Spring|Summer))$`,
    ),
  isBreakdown: () => ({ ...matching('^(all|[^=;]+=[^=;]+(;[^=;]+=[^=;]+)*)$'), maxLength: 200 }),
  isOccurred: () => matching(String.raw`^${DAY}(T\d{2}:\d{2}:\d{2}\.\d{3}Z)?$`),
  isCalendarDate: () => ({ ...text, format: 'date' }),
  isLabel: () => matching(String.raw`^\S(.*\S)?$`),
  isName: () => matching(String.raw`^(?!\.{1,2}$)`),
  isHexDigest: () => matching('^[0-9a-f]{64}$'),
  isActor: () => matching('^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$'),
  isAskedReturn: () => ({ ...matching('^[^/]+(/[^/]+)?$'), maxLength: 500 }),
  isWellFormed: () => text,
  isDue: () => matching(`^(ongoing|(${YEAR_SPAN}|${DAY})( and annually)?)$`),
};
