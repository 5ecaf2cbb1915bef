import { getMetadataStorage, type ValidationArguments, type ValidatorConstraintInterface } from 'class-validator';

type Rule = (command: object, value: unknown) => boolean;

interface FieldRules {
  readonly field: string;
  /** If one of them doesn't hold (IsOptional on nothing), the field is not looked at. */
  readonly conditions: readonly Rule[];
  readonly rules: readonly Rule[];
}

/** Says whether a command keeps every rule that its class declares, and has no field that the class doesn't. */
export type KeepsItsRules = (command: object) => boolean;

const known = new Map<object, KeepsItsRules | null>();

/**
 * The rules that class-validator's decorators declared on a class, gathered once. class-validator gathers them again for
 * every command, at twenty times the cost of the rules themselves; who is refused still hears from it why.
 * @returns null where the class uses a kind of rule that is not gathered here
 */
export function fieldRulesOf(type: new () => object): KeepsItsRules | null {
  let keeps = known.get(type);
  if (keeps === undefined) {
    keeps = gather(type);
    known.set(type, keeps);
  }
  return keeps;
}

function gather(type: new () => object): KeepsItsRules | null {
  const storage = getMetadataStorage();
  const fields = new Map<string, { conditions: Rule[]; rules: Rule[] }>();
  for (const metadata of storage.getTargetValidationMetadatas(type, '', false, false)) {
    const { type: kind, propertyName: property, constraints, constraintCls, each } = metadata;
    let field = fields.get(property);
    if (field === undefined) {
      field = { conditions: [], rules: [] };
      fields.set(property, field);
    }
    if (kind === 'conditionalValidation') {
      field.conditions.push(constraints[0] as Rule);
    } else if (kind === 'customValidation' && metadata.validateIf === undefined) {
      for (const { instance, async } of storage.getTargetValidatorConstraints(constraintCls)) {
        if (async) return null;
        const rule = ruleOf(instance, { targetName: type.name, property, constraints });
        field.rules.push(each ? ofEach(rule) : rule);
      }
    } else {
      return null;
    }
  }
  if (fields.size === 0) return null;
  const all = [...fields].map(([field, { conditions, rules }]): FieldRules => ({ field, conditions, rules }));
  return (command) =>
    Object.keys(command).every((field) => fields.has(field)) && all.every((each) => keepsRules(command, each));
}

const ruleOf =
  (constraint: ValidatorConstraintInterface, given: Omit<ValidationArguments, 'value' | 'object'>): Rule =>
  (object, value) =>
    constraint.validate(value, { ...given, value, object }) === true;

/** Of a list, each member; of anything else, the thing itself, as class-validator has it. */
const ofEach =
  (rule: Rule): Rule =>
  (object, value) =>
    Array.isArray(value) ? value.every((member) => rule(object, member)) : rule(object, value);

function keepsRules(command: object, { field, conditions, rules }: FieldRules): boolean {
  const value: unknown = Reflect.get(command, field);
  return !conditions.every((holds) => holds(command, value)) || rules.every((holds) => holds(command, value));
}
