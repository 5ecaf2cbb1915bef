/** What stands under one breakdown. */
export interface SeriesOf<Figure, Target> {
  readonly breakdown: string;
  readonly figures: readonly Figure[];
  readonly targets: readonly Target[];
}

/**
 * Figures and targets by their breakdown, in the order of its text; each keeps the order in which it stood. Each row is
 * looked at once: there may be tens of thousands of breakdowns, and a look through all for each of them stopped a service.
 */
export function byBreakdown<
  Figure extends { readonly breakdown: string },
  Target extends { readonly breakdown: string },
>(figures: readonly Figure[], targets: readonly Target[]): SeriesOf<Figure, Target>[] {
  const found = new Map<
    string,
    { readonly breakdown: string; readonly figures: Figure[]; readonly targets: Target[] }
  >();
  const under = (breakdown: string) => {
    const known = found.get(breakdown);
    if (known !== undefined) return known;
    const fresh = { breakdown, figures: [], targets: [] };
    found.set(breakdown, fresh);
    return fresh;
  };
  for (const figure of figures) under(figure.breakdown).figures.push(figure);
  for (const target of targets) under(target.breakdown).targets.push(target);
  return [...found.values()].sort((a, b) => (a.breakdown < b.breakdown ? -1 : 1));
}
