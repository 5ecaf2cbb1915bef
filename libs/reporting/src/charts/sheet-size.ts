/** The measures of a chart in pixels. */
export interface SheetSize {
  readonly width: number;
  /** From the highest line of the plot to the lowest. */
  readonly plotHeight: number;
  readonly text: number;
  readonly lineHeight: number;
  /** How wide a label beside a line may be before it is broken. */
  readonly label: number;
  /** Between the axis and the first point. */
  readonly margin: number;
}

// The narrow one is read at 320 pixels of screen: what a page with its margins has there.
export const sheetSizes = {
  wide: { width: 720, plotHeight: 280, text: 14, lineHeight: 18, label: 180, margin: 28 },
  narrow: { width: 290, plotHeight: 220, text: 12, lineHeight: 15, label: 96, margin: 14 },
} as const satisfies Record<string, SheetSize>;

export type SheetWidth = keyof typeof sheetSizes;

/** Between things that stand beside each other. */
export const GAP = 8;
