import type { Unit } from '@outturn/domain';
import type { Period } from '@outturn/kernel';
import type { ScaleLinear } from 'd3-scale';
import type { ChartNote } from './chart-notes.js';
import type { Spot } from './mark.js';
import type { Markup } from './svg.js';

/** A place on a chart: milliseconds, and a value in the unit of the figures. */
export interface Place {
  readonly time: number;
  readonly value: number;
}

/** Where the marks of a chart go, in pixels. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (time: number) => number;
  readonly y: ScaleLinear<number, number>;
}

/** What is written beside the end of a line instead of a legend. */
export interface EndLabel {
  readonly text: string;
  readonly colour: string;
  readonly at: Place;
}

/** A chart before it has a size. */
export interface Drawing {
  readonly title: string;
  /** The text alternative. */
  readonly description: string;
  readonly unit: Unit;
  /** The periods of the series, oldest first, each with its value if there is one. */
  readonly points: readonly { readonly period: Period; readonly value: number | null }[];
  /** Everything else that must find room on the scales. */
  readonly alsoShown: readonly Place[];
  readonly labels: readonly EndLabel[];
  readonly notes: readonly ChartNote[];
  readonly marks: (plot: Plot) => readonly Markup[];
}

export const spotOf = ({ x, y }: Plot, { time, value }: Place): Spot => ({ x: x(time), y: y(value) });
