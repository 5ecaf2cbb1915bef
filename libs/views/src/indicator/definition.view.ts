import { unreachable } from '@outturn/kernel';
import type { DefinitionData, IndicatorDefinition, IndicatorEvent } from '@outturn/domain';
import type { ViewFold } from '@outturn/ledger';
import { basisOf } from '../basis.js';

/** An indicator with the definition in force, and every earlier one by its version: a figure names the one it meant. */
export type DefinitionRow = {
  readonly version: number;
  readonly current: IndicatorDefinition;
  readonly earlier: readonly { readonly version: number; readonly definition: IndicatorDefinition }[];
};

/** Which definition was in force for a figure that names its version. */
export function definitionAt(row: DefinitionRow, version: number): IndicatorDefinition {
  return row.earlier.find((earlier) => earlier.version === version)?.definition ?? row.current;
}

/** Why a definition was revised belongs to the event, not to what stands. */
const definitionIn = ({
  reason: _reason,
  ...definition
}: DefinitionData & { readonly reason?: unknown }): DefinitionData => definition;

export const definitionView: ViewFold<DefinitionRow> = {
  name: 'definition',
  version: 2,
  handles: new Set<IndicatorEvent['type']>(['IndicatorDefined', 'IndicatorRevised', 'IndicatorRetired']),
  keyOf: (envelope) => (envelope as unknown as IndicatorEvent).data.id,
  apply(row, envelope) {
    const event = envelope as unknown as IndicatorEvent;
    switch (event.type) {
      case 'IndicatorDefined':
      case 'IndicatorRevised':
        return {
          version: envelope.entityVersion,
          current: { ...definitionIn(event.data), retired: false, basis: basisOf(envelope) },
          earlier: row === null ? [] : [...row.earlier, { version: row.version, definition: row.current }],
        };
      case 'IndicatorRetired':
        return row === null ? null : { ...row, current: { ...row.current, retired: true } };
      default:
        return unreachable(event);
    }
  },
};
