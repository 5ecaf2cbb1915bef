import type { DefinitionData, IndicatorDefinition, IndicatorEvent } from '@outturn/domain';
import { basisOf } from '../basis.js';
import { ofRow, view, type Placed } from '../view.js';

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

type Stated = Exclude<IndicatorEvent, { readonly type: 'IndicatorRetired' }>;

/** Why a definition was revised belongs to the event, not to what stands. */
const definitionIn = ({
  reason: _reason,
  ...definition
}: DefinitionData & { readonly reason?: unknown }): DefinitionData => definition;

const stated = (row: DefinitionRow | null, event: Placed<Stated>): DefinitionRow => ({
  version: event.entityVersion,
  current: { ...definitionIn(event.data), retired: false, basis: basisOf(event) },
  earlier: row === null ? [] : [...row.earlier, { version: row.version, definition: row.current }],
});

export const definitionView = view<IndicatorEvent, DefinitionRow>({
  name: 'definition',
  version: 2,
  keyOf: ({ data }) => data.id,
  on: {
    IndicatorDefined: stated,
    IndicatorRevised: stated,
    IndicatorRetired: ofRow((row) => ({ ...row, current: { ...row.current, retired: true } })),
  },
});
