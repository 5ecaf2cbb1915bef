import { greatest } from '@outturn/kernel';
import { spotOf, type EndLabel, type Plot } from './drawing.js';
import { linesOf, textWidth } from './lettering.js';
import { GAP, type SheetSize } from './sheet-size.js';
import { spreadApart } from './spread.js';
import { element, type Markup, written } from './svg.js';

interface LaidLabel {
  readonly label: EndLabel;
  readonly lines: readonly string[];
  readonly height: number;
}

/** Labels broken into lines, with the room that they take beside the plot. */
export interface LabelColumn {
  readonly labels: readonly LaidLabel[];
  readonly width: number;
  readonly height: number;
}

export function labelColumn(labels: readonly EndLabel[], { text, lineHeight, label: widest }: SheetSize): LabelColumn {
  const laid = labels.map((label) => {
    const lines = linesOf(label.text, text, widest);
    return { label, lines, height: lines.length * lineHeight + 2 };
  });
  const widths = laid.flatMap(({ lines }) => lines.map((line) => textWidth(line, text)));
  return {
    labels: laid,
    width: labels.length === 0 ? 0 : greatest(widths) + 3 * GAP,
    height: laid.reduce((sum, { height }) => sum + height, 0),
  };
}

/** The labels beside the plot, moved apart where they would overlap, each with a thread to its line. */
export function endLabels({ labels }: LabelColumn, plot: Plot, { text, lineHeight }: SheetSize): Markup[] {
  const spots = labels.map(({ label }) => spotOf(plot, label.at));
  const middles = spreadApart(
    labels.map(({ height }, index) => ({ y: spots[index]?.y ?? 0, height })),
    plot.top - lineHeight / 2,
    plot.bottom + lineHeight / 2,
  );
  return labels.flatMap(({ label, lines }, index) => {
    const { x = plot.right, y = plot.top } = spots[index] ?? {};
    const middle = middles[index] ?? y;
    const first = middle - ((lines.length - 1) * lineHeight) / 2 + text * 0.35;
    return [
      element('path', {
        class: 'outturn-chart__thread',
        d: `M${round(x + 7)} ${round(y)}L${round(Math.max(x + 7, plot.right))} ${round(y)}L${round(plot.right + 2 * GAP - 4)} ${round(middle)}`,
        fill: 'none',
        stroke: label.colour,
        'stroke-width': 1,
        'stroke-dasharray': '1 3',
      }),
      ...lines.map((line, at) =>
        written(line, { x: plot.right + 2 * GAP, y: first + at * lineHeight, fill: label.colour }),
      ),
    ];
  });
}

const round = (length: number): number => Math.round(length * 10) / 10;
