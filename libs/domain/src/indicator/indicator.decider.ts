import { accept, compare, entityId, reject, unchanged, unreachable } from '@outturn/kernel';
import type { Decider, Decimal, Decision } from '@outturn/kernel';
import { mentioned, type MissingForNew } from '../mentioned.js';
import { neverFirst } from '../never-first.js';
import { sameStatement } from '../same-statement.js';
import { DefineIndicator, RetireIndicator } from './indicator.commands.js';
import { defaultExpectedAfter, type DefinitionData, type IndicatorEvent } from './indicator.events.js';

/**
 * `version` counts the entity's events, so while the indicator is defined it is the version of the definition in force:
 * the entityVersion of the event that said so.
 */
export type IndicatorState =
  | { readonly status: 'unknown' }
  | { readonly status: 'defined'; readonly version: number; readonly definition: DefinitionData }
  | { readonly status: 'retired'; readonly version: number; readonly definition: DefinitionData };

export type IndicatorCommand = DefineIndicator | RetireIndicator;

export type IndicatorRejection =
  | MissingForNew
  | { readonly kind: 'DefinitionNeedsReason'; readonly field: 'reason'; readonly changed: readonly Meaning[] }
  | { readonly kind: 'UnknownIndicator'; readonly field: 'id'; readonly indicator: string }
  | { readonly kind: 'IndicatorRetired'; readonly field: 'id'; readonly indicator: string }
  | { readonly kind: 'NegativeTolerance'; readonly field: 'tolerance'; readonly tolerance: Decimal };

/** Whether figures of the council's own rest on the definition that stands. */
export type IndicatorFacts = { readonly hasFigures: boolean };

/** What a figure means and how it is judged; who owns it, where it comes from and when it is expected is not. */
const meaning = [
  'title',
  'unit',
  'polarity',
  'decimals',
  'numerator',
  'denominator',
  'definition',
  'tolerance',
] as const;
type Meaning = (typeof meaning)[number] | 'frequencies';

/** `indicator/<id>` */
export const indicatorEntity = ({ id }: { readonly id: string }): string => entityId('indicator', id);

type Decided = Decision<IndicatorEvent, IndicatorRejection>;

/** Defines, revises and retires one indicator. A retired indicator stays retired: its history is closed. */
export const indicatorDecider: Decider<
  IndicatorState,
  IndicatorCommand,
  IndicatorEvent,
  IndicatorFacts,
  IndicatorRejection
> = {
  initial: { status: 'unknown' },

  decide(state, command, facts) {
    if (command instanceof DefineIndicator) return define(state, command, facts);
    if (command instanceof RetireIndicator) return retire(state, command);
    return unreachable(command);
  },

  evolve(state, event) {
    const version = state.status === 'unknown' ? 1 : state.version + 1;
    switch (event.type) {
      case 'IndicatorDefined':
      case 'IndicatorRevised':
        return { status: 'defined', version, definition: definitionIn(event.data) };
      case 'IndicatorRetired':
        return state.status === 'unknown' ? neverFirst(event) : { ...state, status: 'retired', version };
      default:
        return unreachable(event);
    }
  },
};

function define(state: IndicatorState, command: DefineIndicator, { hasFigures }: IndicatorFacts): Decided {
  if (state.status === 'retired') return reject({ kind: 'IndicatorRetired', field: 'id', indicator: command.id });
  const was = state.status === 'defined' ? state.definition : null;
  const data = definitionOf(command, was);
  if ('kind' in data) return reject(data);
  if (data.tolerance !== null && compare(data.tolerance, '0') < 0) {
    return reject({ kind: 'NegativeTolerance', field: 'tolerance', tolerance: data.tolerance });
  }
  if (was === null) return accept({ type: 'IndicatorDefined', schemaVersion: 2, data });
  if (sameStatement(was, data)) return unchanged;
  const reason = command.reason ?? null;
  const changed = changedMeaning(was, data);
  if (hasFigures && changed.length > 0 && reason === null) {
    return reject({ kind: 'DefinitionNeedsReason', field: 'reason', changed });
  }
  return accept({ type: 'IndicatorRevised', schemaVersion: 2, data: { ...data, reason } });
}

/** What changes of that which figures rest on. A frequency that is added behind those that are listed changes no figure. */
function changedMeaning(was: DefinitionData, becomes: DefinitionData): Meaning[] {
  const frequencies = was.frequencies.every((kind, index) => becomes.frequencies[index] === kind);
  return [
    ...meaning.filter((member) => was[member] !== becomes[member]),
    ...(frequencies ? [] : ['frequencies' as const]),
  ];
}

function retire(state: IndicatorState, { id, reason }: RetireIndicator): Decided {
  switch (state.status) {
    case 'unknown':
      return reject({ kind: 'UnknownIndicator', field: 'id', indicator: id });
    case 'defined':
      return accept({ type: 'IndicatorRetired', schemaVersion: 1, data: { id, reason } });
    case 'retired':
      return unchanged;
    default:
      return unreachable(state);
  }
}

/** Why it was revised belongs to the event, not to what stands. */
const definitionIn = ({
  reason: _reason,
  ...definition
}: DefinitionData & { readonly reason?: unknown }): DefinitionData => definition;

function definitionOf(command: DefineIndicator, was: DefinitionData | null): DefinitionData | MissingForNew {
  const { title = was?.title, unit = was?.unit, polarity = was?.polarity, frequencies = was?.frequencies } = command;
  if (title === undefined) return { kind: 'MissingForNew', field: 'title' };
  if (unit === undefined) return { kind: 'MissingForNew', field: 'unit' };
  if (polarity === undefined) return { kind: 'MissingForNew', field: 'polarity' };
  if (frequencies === undefined) return { kind: 'MissingForNew', field: 'frequencies' };
  return {
    id: command.id,
    title,
    unit,
    polarity,
    frequencies,
    decimals: mentioned(command.decimals, was?.decimals ?? 0) ?? 0,
    numerator: mentioned(command.numerator, was?.numerator ?? null),
    denominator: mentioned(command.denominator, was?.denominator ?? null),
    definition: mentioned(command.definition, was?.definition ?? null),
    source: mentioned(command.source, was?.source ?? null),
    tolerance: mentioned(command.tolerance, was?.tolerance ?? null),
    priority: mentioned(command.priority, was?.priority ?? null),
    owner: mentioned(command.owner, was?.owner ?? null),
    ownedBy: mentioned(command.ownedBy, was?.ownedBy ?? []) ?? [],
    expectedAfter: mentioned(command.expectedAfter, was?.expectedAfter ?? defaultExpectedAfter) ?? defaultExpectedAfter,
  };
}
