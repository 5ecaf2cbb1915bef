import type { Address } from '../address.js';
import type { Links } from '../frame/links.js';

export interface Question {
  readonly name: string;
  readonly label: string;
  /** What there is to choose from; the same value may be there many times. */
  readonly values: readonly string[];
  readonly textOf?: (value: string) => string;
}

/** A form that leads to the same page with less on it; its template is `board/chooser.njk`. */
export interface Chooser {
  readonly action: string;
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  /** Options of govuk-frontend's select. */
  readonly selects: readonly object[];
  /** Where everything is shown; null where everything is. */
  readonly all: string | null;
}

interface ChooserFacts {
  readonly links: Links;
  readonly address: Address;
  readonly questions: readonly Question[];
  readonly chosen: Readonly<Record<string, string | undefined>>;
}

/** A question with fewer than two answers is not asked: it would change nothing. */
export function chooser({ links, address, questions, chosen }: ChooserFacts): Chooser {
  const { knownAt, asAt } = links.moment;
  const moment = [
    { name: 'known-at', value: knownAt },
    { name: 'as-at', value: asAt },
  ];
  const path = address.filled({ ledger: links.ledger }, {});
  return {
    action: path,
    hidden: moment.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }])),
    selects: questions.flatMap(({ name, label, values, textOf = (value) => value }) => {
      const distinct = [...new Set(values)];
      if (distinct.length < 2 && chosen[name] === undefined) return [];
      return [
        {
          id: name,
          name,
          label: { text: label },
          items: [
            { value: '', text: 'All' },
            ...distinct.map((value) => ({ value, text: textOf(value), selected: value === chosen[name] })),
          ],
        },
      ];
    }),
    all: Object.values(chosen).some((value) => value !== undefined)
      ? address.filled({ ledger: links.ledger }, { 'known-at': knownAt, 'as-at': asAt })
      : null,
  };
}
