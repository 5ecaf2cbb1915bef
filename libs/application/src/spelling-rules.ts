import {
  benchmarkEntity,
  DefineIndicator,
  knownAreas,
  OpenRound,
  parseRelativeRules,
  PublishRelease,
  RecordAction,
  ReleaseBenchmark,
  relativeRulesText,
  SetTarget,
  SubmitReturn,
  WithdrawBenchmark,
  type RelativeRule,
  type SpellingRejection,
} from '@outturn/domain';
import { foldedName, nearestName, plainSigns } from '@outturn/kernel';
import type { KnownNames, NameKind } from './known-names.js';

/** A name that a command gives to something that was not there before. */
interface Named {
  readonly kind: NameKind;
  readonly field: string;
  readonly name: string;
  readonly title?: string;
}

const namedBy = (command: object): Named[] =>
  [firstNamedBy(command), tableNamedBy(command)].filter((each) => each !== null);

const tableNamedBy = (command: object): Named | null =>
  command instanceof PublishRelease && command.table !== undefined
    ? { kind: 'table', field: 'table', name: command.table }
    : null;

function firstNamedBy(command: object): Named | null {
  if (command instanceof DefineIndicator) {
    return { kind: 'indicator', field: 'id', name: command.id, title: command.title };
  }
  if (command instanceof RecordAction) return { kind: 'action', field: 'ref', name: command.ref };
  if (command instanceof OpenRound) return { kind: 'round', field: 'round', name: command.round };
  if (command instanceof PublishRelease) return { kind: 'release', field: 'label', name: command.label };
  const hasBreakdown =
    command instanceof SubmitReturn || command instanceof SetTarget || command instanceof ReleaseBenchmark;
  if (!hasBreakdown || command.breakdown === 'all') return null;
  return { kind: `breakdown of ${command.indicator}`, field: 'breakdown', name: command.breakdown };
}

// What nobody sees, and blanks that are no plain ones.
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?! )[\p{Z}\t]/u;

/**
 * Why a name may not be given to something new: it holds signs that nobody sees, or it looks like a name that is there.
 * What bears such a name already keeps it.
 */
export function nameRejection(command: object, names: KnownNames): SpellingRejection | null {
  for (const { kind, field, name } of namedBy(command)) {
    const twin = names.twinOf(kind, name);
    if (twin !== null) return { kind: 'LooksLikeAnother', field, name, twin };
    // A publisher's label and a round's name are words of a sentence; they may hold what an id may not.
    if (kind !== 'release' && kind !== 'round' && UNSEEN.test(name))
      return { kind: 'UnseenSigns', field, plain: plainSigns(name) };
  }
  return null;
}

/** Keeps the name that an accepted command has given. */
export function learnName(command: object, names: KnownNames): void {
  for (const { kind, name, title } of namedBy(command)) names.learn(kind, name, title);
  if (command instanceof ReleaseBenchmark) names.learnArea(command);
}

/**
 * A command about an area with the area as the ledger spells it. What stands under the very spelling is left alone, also
 * where it is a twin from before this rule.
 */
export function withStoredArea<Command extends object>(
  command: Command,
  names: () => KnownNames,
  stands: (entity: string) => boolean,
): Command {
  const isOfArea = command instanceof ReleaseBenchmark || command instanceof WithdrawBenchmark;
  if (isOfArea && !stands(benchmarkEntity(command))) {
    if (names().isCompared(command)) return command;
    const code = command instanceof ReleaseBenchmark ? (command.areaCode ?? null) : null;
    return withField(command, 'area', names().areaAs(command.area, code));
  }
  if (command instanceof SetTarget && command.kind === 'relative') {
    const rules = parseRelativeRules(command.rule ?? '');
    if (rules === null) return command;
    const spelled = rules.map((rule) => ('area' in rule ? { ...rule, area: spelledArea(rule.area, names()) } : rule));
    return withField(command, 'rule', relativeRulesText(spelled));
  }
  return command;
}

const withField = <Command extends object>(command: Command, field: string, value: string): Command =>
  Reflect.get(command, field) === value
    ? command
    : Object.assign(Object.create(Object.getPrototypeOf(command) as object) as Command, command, { [field]: value });

/** As the ledger's comparators have it, else as the list of areas has it. */
function spelledArea(area: string, names: KnownNames): string {
  const own = names.areaAs(area, null);
  if (own !== area || names.ownAreas.includes(area)) return own;
  return LISTED.get(foldedName(area)) ?? area;
}

// In small letters, as rules have always been written: better_than:england.
const LISTED = new Map(knownAreas.map((area) => [foldedName(area), area === 'England' ? 'england' : area] as const));

/** Why a target can't be held against an area: no release will ever name it. */
export function areaRejection(command: object, names: KnownNames): SpellingRejection | null {
  if (command instanceof ReleaseBenchmark) {
    const { area, areaCode = null } = command;
    const held = areaCode === null || names.isCompared(command) ? null : names.areaHolding(areaCode, area);
    return held === null || areaCode === null
      ? null
      : { kind: 'AreaNumbersDiffer', field: 'area', area, areaCode, held };
  }
  if (!(command instanceof SetTarget) || command.kind !== 'relative') return null;
  const known = [...names.ownAreas, ...knownAreas];
  const folded = new Map(known.map((area) => [foldedName(area), area]));
  const unknown = (parseRelativeRules(command.rule ?? '') ?? []).flatMap((rule: RelativeRule) =>
    'area' in rule && !folded.has(foldedName(rule.area)) ? [rule.area] : [],
  );
  const [area] = unknown;
  if (area === undefined) return null;
  const near = nearestName(foldedName(area), [...folded.keys()]);
  return { kind: 'UnknownArea', field: 'rule', area, nearest: near === null ? null : (folded.get(near) ?? null) };
}
