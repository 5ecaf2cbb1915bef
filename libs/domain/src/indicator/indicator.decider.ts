import { accept, compare, entityId, reject, unchanged, unreachable } from '@outturn/kernel';
import type { Decider, Decimal, Decision } from '@outturn/kernel';
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
  | { readonly kind: 'UnknownIndicator'; readonly field: 'id'; readonly indicator: string }
  | { readonly kind: 'IndicatorRetired'; readonly field: 'id'; readonly indicator: string }
  | { readonly kind: 'NegativeTolerance'; readonly field: 'tolerance'; readonly tolerance: Decimal };

/** The definition of an indicator rests on nothing beside itself. */
export type IndicatorFacts = Readonly<Record<string, never>>;

/** `indicator/<id>` */
export const indicatorEntity = ({ id }: { readonly id: string }): string => entityId('indicator', id);

type Outcome = Decision<IndicatorEvent, IndicatorRejection>;

/** Defines, revises and retires one indicator. A retired indicator stays retired: its history is closed. */
export const indicatorDecider: Decider<
  IndicatorState,
  IndicatorCommand,
  IndicatorEvent,
  IndicatorFacts,
  IndicatorRejection
> = {
  initial: { status: 'unknown' },

  decide(state, command) {
    if (command instanceof DefineIndicator) return define(state, command);
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

function define(state: IndicatorState, command: DefineIndicator): Outcome {
  const data = definitionOf(command);
  if (data.tolerance !== null && compare(data.tolerance, '0') < 0) {
    return reject({ kind: 'NegativeTolerance', field: 'tolerance', tolerance: data.tolerance });
  }
  switch (state.status) {
    case 'unknown':
      return accept({ type: 'IndicatorDefined', schemaVersion: 2, data });
    case 'defined':
      if (sameStatement(state.definition, data)) return unchanged;
      return accept({ type: 'IndicatorRevised', schemaVersion: 2, data: { ...data, reason: command.reason ?? null } });
    case 'retired':
      return reject({ kind: 'IndicatorRetired', field: 'id', indicator: command.id });
    default:
      return unreachable(state);
  }
}

function retire(state: IndicatorState, { id, reason }: RetireIndicator): Outcome {
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

const definitionOf = (command: DefineIndicator): DefinitionData => ({
  id: command.id,
  title: command.title,
  unit: command.unit,
  polarity: command.polarity,
  frequencies: command.frequencies,
  decimals: command.decimals ?? 0,
  numerator: command.numerator ?? null,
  denominator: command.denominator ?? null,
  definition: command.definition ?? null,
  source: command.source ?? null,
  tolerance: command.tolerance ?? null,
  priority: command.priority ?? null,
  owner: command.owner ?? null,
  ownedBy: command.ownedBy ?? [],
  expectedAfter: command.expectedAfter ?? defaultExpectedAfter,
});
