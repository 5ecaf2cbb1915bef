/** What a refusal says to a person. */
export interface RefusalWords<Facts> {
  /** One sentence without its stop: what is wrong and what would be right. */
  readonly say: (facts: Facts) => string;
  /** Whether another's doing brought it about; else it is about what was sent. */
  readonly isConflict: boolean;
}

/** Words for every kind of some refusals. */
export type WordsOf<Rejection extends { readonly kind: string }> = {
  readonly [Kind in Rejection['kind']]: RefusalWords<Extract<Rejection, { readonly kind: Kind }>>;
};

/** What was sent is wrong. */
export const fault = <Facts>(say: (facts: Facts) => string): RefusalWords<Facts> => ({ say, isConflict: false });

/** What was sent is right by itself, and what stands is in its way. */
export const conflict = <Facts>(say: (facts: Facts) => string): RefusalWords<Facts> => ({ say, isConflict: true });

/** How many things of a list are named. */
const NAMED = 50;

export const namedFew = (values: readonly string[]): string => {
  const rest = values.length > NAMED ? ` and ${values.length - NAMED} more` : '';
  return `${values.slice(0, NAMED).join(', ')}${rest}`;
};

/** Where something that a refusal names stands in the files that were sent; what is likely to be meant. */
export interface Explained {
  readonly on?: { readonly file: string; readonly line: number };
  readonly nearest?: { readonly id: string; readonly title: string } | null;
}

export const placeIn = (on: Explained['on']): string => (on === undefined ? '' : ` on line ${on.line} of ${on.file}`);

export function didYouMean({ nearest, on }: Explained): string {
  if (nearest === undefined || nearest === null) return '';
  const { id, title } = nearest;
  return `did you mean ${id}${title === id ? '' : ` (${title})`}${placeIn(on)}? If not, `;
}
