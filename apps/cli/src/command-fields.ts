import { getMetadataStorage } from 'class-validator';
import { UsageError } from './failure.js';

/** A field of a command as its class declares it. */
export interface CommandField {
  readonly name: string;
  readonly required: boolean;
  readonly type: 'text' | 'number' | 'list' | 'object';
}

type CommandClass = new () => object;
type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** The fields of a command, those that must be given first. */
export function commandFields(command: CommandClass): CommandField[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(command, '', false, false);
  const names = [...new Set(rules.map(({ propertyName }) => propertyName))];
  const defaults = new command();
  const fields = names.map((name): CommandField => {
    const own = rules.filter((rule) => rule.propertyName === name);
    const isOptional = own.some(({ type }) => type === 'conditionalValidation');
    return { name, required: !isOptional && Reflect.get(defaults, name) === undefined, type: typeOf(own) };
  });
  return fields.sort((a, b) => Number(b.required) - Number(a.required));
}

/** What a field's own rules say that it holds. */
function typeOf(rules: readonly Rule[]): CommandField['type'] {
  if (rules.some(({ each, name = '' }) => each || name.startsWith('array'))) return 'list';
  if (rules.some(({ name }) => name === 'isInt')) return 'number';
  return rules.some(({ name }) => name === 'isObject') ? 'object' : 'text';
}

/**
 * What `field=value` arguments say, in the types that the command wants. A list is given as `a;b`, or as the same field
 * several times. Nothing behind the equals sign says that there is none. Names that the command doesn't have are left to its own validation, which says so.
 * @throws UsageError for an argument that is no field=value, or a single value given twice
 */
export function fieldsOf(command: CommandClass, args: readonly string[]): Record<string, unknown> {
  const types = new Map(commandFields(command).map(({ name, type }) => [name, type]));
  // Without a prototype, so that a field called __proto__ is a field and nothing else.
  const fields = Object.create(null) as Record<string, unknown>;
  for (const argument of args) {
    const equals = argument.indexOf('=');
    if (equals < 1) throw new UsageError(`"${argument}" is not of the form field=value`);
    const name = argument.slice(0, equals);
    const text = argument.slice(equals + 1);
    const type = types.get(name) ?? 'text';
    const earlier = fields[name];
    if (type === 'list') fields[name] = [...(Array.isArray(earlier) ? (earlier as unknown[]) : []), ...items(text)];
    else if (earlier !== undefined) throw new UsageError(`the field "${name}" is given twice`);
    else fields[name] = type === 'number' && /^-?\d{1,15}$/.test(text) ? Number(text) : text === '' ? null : text;
  }
  return fields;
}

const items = (text: string): string[] =>
  text
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');
