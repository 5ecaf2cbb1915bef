import { unreachable } from '@outturn/kernel';
import type { IndicatorDefinition, IndicatorEvent } from '@outturn/domain';
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

export const definitionView: ViewFold<DefinitionRow> = {
  name: 'definition',
  version: 1,
  handles: new Set<IndicatorEvent['type']>(['IndicatorDefined', 'IndicatorRevised', 'IndicatorRetired']),
  keyOf: (envelope) => (envelope as unknown as IndicatorEvent).data.id,
  apply(row, envelope) {
    const event = envelope as unknown as IndicatorEvent;
    switch (event.type) {
      case 'IndicatorDefined':
      case 'IndicatorRevised':
        return {
          version: envelope.entityVersion,
          current: { ...event.data, retired: false, basis: basisOf(envelope) },
          earlier: row === null ? [] : [...row.earlier, { version: row.version, definition: row.current }],
        };
      case 'IndicatorRetired':
        return row === null ? null : { ...row, current: { ...row.current, retired: true } };
      default:
        return unreachable(event);
    }
  },
};
