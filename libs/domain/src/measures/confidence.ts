/** The two levels that public health profiles publish: 95% and 99.8%. */
export type Level = 0.95 | 0.998;

/** Both limits in the unit of the figure. */
export interface Interval {
  lower: number;
  upper: number;
}

// Per level: the normal quantile at 1 − (1 − level) / 2, and the probability left in one tail.
const LEVELS: Record<Level, { z: number; tail: number }> = {
  0.95: { z: 1.959963984540054, tail: 0.025 },
  0.998: { z: 3.090232306167813, tail: 0.001 },
};

/**
 * The Wilson score interval of a percentage, 0 to 100 (E. B. Wilson 1927; PHEindicatormethods, Proportions.R).
 * Null where the two are not a proportion: no denominator, or a numerator below nought or above the denominator.
 */
export function wilson(numerator: number, denominator: number, level: Level): Interval | null {
  if (!(denominator > 0 && numerator >= 0 && numerator <= denominator)) return null;
  const { z } = LEVELS[level];
  const centre = 2 * numerator + z * z;
  const spread = z * Math.sqrt(z * z + 4 * numerator * (1 - numerator / denominator));
  const scale = 100 / (2 * (denominator + z * z));
  return { lower: (centre - spread) * scale, upper: (centre + spread) * scale };
}

/** Byar's approximation to the limits of a Poisson count (Breslow and Day 1987; PHEindicatormethods, Rates.R). */
export function byars(count: number, level: Level): Interval {
  const { z } = LEVELS[level];
  const limit = (observed: number, side: number) =>
    observed * (1 - 1 / (9 * observed) + (side * z) / (3 * Math.sqrt(observed))) ** 3;
  return { lower: count === 0 ? 0 : limit(count, -1), upper: limit(count + 1, 1) };
}

/** The exact limits of a Poisson count, a whole number (Garwood 1936): what its chi-square quantiles give. */
export function exactPoisson(count: number, level: Level): Interval {
  const { tail } = LEVELS[level];
  return {
    lower: count === 0 ? 0 : whereFallsTo(1 - tail, (mean) => atMost(count - 1, mean)),
    upper: whereFallsTo(tail, (mean) => atMost(count, mean)),
  };
}

/**
 * The interval of a rate of `per` people: Byar's for ten cases or more, exact below. Cases may outnumber people.
 * Null where there is no population, or the count is no whole number of cases.
 */
export function poissonRate(count: number, population: number, per: number, level: Level): Interval | null {
  if (!(population > 0 && count >= 0 && Number.isInteger(count))) return null;
  const { lower, upper } = count < 10 ? exactPoisson(count, level) : byars(count, level);
  return { lower: (lower * per) / population, upper: (upper * per) / population };
}

/** P(X ≤ count) of a Poisson variable with this mean. */
function atMost(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let cases = 1; cases <= count; cases += 1) {
    term *= mean / cases;
    sum += term;
  }
  return sum;
}

/** Where a falling probability passes `level`, by halving until two doubles are neighbours. */
function whereFallsTo(level: number, probability: (mean: number) => number): number {
  // Counts here are below ten; at a mean of 100 either tail is long past.
  let low = 0;
  let high = 100;
  for (let middle = 50; middle > low && middle < high; middle = (low + high) / 2) {
    if (probability(middle) > level) low = middle;
    else high = middle;
  }
  return low;
}
