import { getMetadataStorage, type ValidationArguments } from 'class-validator';
import { fieldRules } from './field-rules.js';
import type { JsonSchema } from './json-schema.js';

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/**
 * The JSON Schema of a command class, made from the very rules that refuse its fields: a field's description is what its
 * refusals say.
 * @throws TypeError for a rule that no schema is known for
 */
export function schemaOfFields(type: new () => object): JsonSchema {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const defaults = new type() as Readonly<Record<string, unknown>>;
  const names = [...new Set(rules.map(({ propertyName }) => propertyName))].sort();
  const optional = new Set(rules.filter(isOptional).map(({ propertyName }) => propertyName));
  return {
    type: 'object',
    additionalProperties: false,
    required: names.filter((name) => !optional.has(name) && defaults[name] === undefined),
    properties: Object.fromEntries(
      names.map((name) => {
        const own = rules.filter((rule) => rule.propertyName === name && !isOptional(rule));
        const schema = schemaOfField(own);
        const mayBeNone = rules.some((rule) => rule.propertyName === name && rule.name === 'isOptional');
        return [
          name,
          {
            ...(mayBeNone ? orNull(schema) : schema),
            ...(defaults[name] === undefined ? {} : { default: defaults[name] }),
          },
        ];
      }),
    ),
  };
}

/** A member that is null says that there is none; one that is left out says nothing. */
const orNull = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  type: [schema['type'] ?? 'string', 'null'],
  ...('enum' in schema ? { enum: [...(schema['enum'] as readonly unknown[]), null] } : {}),
});

const isOptional = ({ type }: Rule): boolean => type === 'conditionalValidation';

function schemaOfField(rules: readonly Rule[]): JsonSchema {
  const whole = rules.filter(({ each }) => !each).map(schemaOfRule);
  const items = rules.filter(({ each }) => each).map(schemaOfRule);
  return {
    ...merged(whole),
    ...(items.length === 0 ? {} : { type: 'array', items: typed(merged(items)) }),
    description: rules.map(messageOf).toReversed().join('; '),
  };
}

function schemaOfRule({ name = '', constraints }: Rule): JsonSchema {
  const rule = fieldRules[name];
  if (rule === undefined) throw new TypeError(`no JSON Schema is known for the rule "${name}"`);
  return rule((constraints as readonly unknown[] | undefined)?.[0]);
}

/** Two patterns of one field must both hold; any other keyword is said once. */
function merged(schemas: readonly JsonSchema[]): JsonSchema {
  return typed(Object.assign({}, ...schemas) as JsonSchema);
}

const typed = (schema: JsonSchema): JsonSchema =>
  'type' in schema || !('enum' in schema) ? schema : { type: 'string', ...schema };

function messageOf(rule: Rule): string {
  const { propertyName: property, message, constraints, constraintCls } = rule;
  const told = { property, constraints: (constraints ?? []) as unknown[] } as ValidationArguments;
  const [made] = getMetadataStorage().getTargetValidatorConstraints(constraintCls);
  const words =
    (typeof message === 'function' ? message(told) : message) ??
    made?.instance.defaultMessage?.(told) ??
    rule.name ??
    '';
  return words.replaceAll('$property', property).replace('$constraint1', String(told.constraints[0]));
}
