import type { Assessment, Unit } from '@outturn/domain';
import { inUnit } from '../words/figure-words.js';
import { areaName } from '../words/name-words.js';
import { type EndLabel, type Place, type Plot, spotOf } from './drawing.js';
import { COMPARATORS } from './ink.js';
import { lineThrough, markAt, type Spot } from './mark.js';
import { type SeriesPoint, stretches } from './series-points.js';
import type { Markup } from './svg.js';

/** The figures of one area that the periods of a series were compared with. */
export interface DrawnComparator {
  readonly places: readonly Place[];
  readonly label: EndLabel | null;
  readonly marks: (plot: Plot) => Markup[];
}

/** A dashed line for each area, with marks of its own at its ends. */
export const comparatorsOf = (
  points: readonly SeriesPoint[],
  areas: readonly string[],
  unit: Unit,
): DrawnComparator[] =>
  COMPARATORS.flatMap((ink, index) => {
    const area = areas[index];
    if (area === undefined) return [];
    const lines = stretches(points, ({ row }) => valueOf(row, area));
    const places = lines.flat();
    const last = places.at(-1);
    const text = last && `${areaName(area)} ${inUnit(String(last.value), unit)}`;
    return [
      {
        places,
        label: last && text ? { text, colour: ink.colour, at: last } : null,
        marks: (plot: Plot) =>
          lines.flatMap((line) => {
            const spots = line.map((place) => spotOf(plot, place));
            return [
              ...lineThrough(spots, { stroke: ink.colour, 'stroke-width': 2, 'stroke-dasharray': ink.dashes }),
              ...ends(spots).map((spot) => markAt(spot, ink.mark, 40, { fill: ink.colour })),
            ];
          }),
      },
    ];
  });

const ends = (spots: readonly Spot[]): Spot[] => [...new Set([spots[0], spots.at(-1)])].flatMap((spot) => spot ?? []);

function valueOf({ benchmarks }: Assessment, area: string): number | null {
  const value = benchmarks.find((each) => each.area === area)?.value ?? null;
  return value === null ? null : Number(value);
}
