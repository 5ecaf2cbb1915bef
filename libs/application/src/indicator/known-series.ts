/** What is known under one breakdown. */
export interface SeriesOf<Figure, Target, Past> {
  readonly breakdown: string;
  readonly figures: readonly Figure[];
  readonly targets: readonly Target[];
  readonly targetPasts: readonly Past[];
}

interface Under {
  readonly breakdown: string;
}

/**
 * Figures and targets by their breakdown, in the order of its text; each keeps the order in which it stood. Each row is
 * looked at once: there may be tens of thousands of breakdowns, and a look through all for each of them stopped a service.
 */
export function byBreakdown<Figure extends Under, Target extends Under, Past extends Under>(
  figures: readonly Figure[],
  targets: readonly Target[],
  targetPasts: readonly Past[],
): SeriesOf<Figure, Target, Past>[] {
  const found = new Map<string, Under & { figures: Figure[]; targets: Target[]; targetPasts: Past[] }>();
  const under = (breakdown: string) => {
    const known = found.get(breakdown);
    if (known !== undefined) return known;
    const fresh = { breakdown, figures: [], targets: [], targetPasts: [] };
    found.set(breakdown, fresh);
    return fresh;
  };
  for (const figure of figures) under(figure.breakdown).figures.push(figure);
  for (const target of targets) under(target.breakdown).targets.push(target);
  // A target that was withdrawn makes no row where nothing else stands.
  for (const past of targetPasts) found.get(past.breakdown)?.targetPasts.push(past);
  return [...found.values()].sort((a, b) => (a.breakdown < b.breakdown ? -1 : 1));
}
