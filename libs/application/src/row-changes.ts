import { relativeRulesText, type RelativeRule } from '@outturn/domain';

/** A member of what a row is about: what stands, and what it becomes; null where there is nothing. */
export interface RowChange {
  readonly member: string;
  readonly was: string | null;
  readonly becomes: string | null;
}

// What says which thing it is, and what is worked out from the rest.
const PASSED_OVER: ReadonlySet<string> = new Set(
  'indicator breakdown period area id ref span sourcePeriod version warnings computed definition round'.split(' '),
);

/** A sealed text: what is in it is not shown in a comparison. */
const SEALED = /^sha256:[0-9a-f]{64}$/;

/**
 * What a row changes, member by member, from the states of its entity before and after it. The first state of a decider
 * says that there is nothing, in a status alone.
 */
export function changesOf(before: unknown, after: unknown): RowChange[] {
  const [was, becomes] = [membersOf(before), membersOf(after)];
  const members = [...new Set([...becomes.keys(), ...was.keys()])];
  return members.flatMap((member) => {
    const change = { member, was: was.get(member) ?? null, becomes: becomes.get(member) ?? null };
    return change.was === change.becomes ? [] : [change];
  });
}

function membersOf(state: unknown, isInside = false): Map<string, string> {
  const members = new Map<string, string>();
  if (!isRecord(state)) return members;
  for (const [name, value] of Object.entries(state)) {
    // The status of a decider is not that of a figure or an action.
    if (PASSED_OVER.has(name) && !(name === 'definition' && isRecord(value))) continue;
    if (name === 'status' && !isInside) continue;
    if (isRecord(value)) for (const [inner, text] of membersOf(value, true)) members.set(inner, text);
    else if (value !== null && value !== undefined) members.set(name, textOf(value));
  }
  return members;
}

function textOf(value: unknown): string {
  if (!Array.isArray(value)) return SEALED.test(String(value)) ? 'words' : String(value);
  const rules = value.filter((each): each is RelativeRule => isRecord(each) && 'rule' in each);
  return rules.length > 0 ? relativeRulesText(rules) : value.join('; ');
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
