import type { SentFile } from '../frame/visit.js';

/** One of several answers to choose from. */
export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: string;
}

interface Asked {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What is said if nothing was answered; left out if that is allowed. */
  readonly required?: string;
  /** The title under which the question is folded away, together with others of that title beside it. */
  readonly folded?: string;
}

/** A question of a form. Each kind is one component of govuk-frontend. */
export type Field =
  | (Asked & {
      readonly kind: 'text';
      /** How wide the box is: the number of characters that an answer has. */
      readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30;
      readonly inputMode?: 'numeric' | 'decimal';
      readonly suffix?: string;
      readonly prefix?: string;
    })
  | (Asked & { readonly kind: 'textarea'; readonly rows?: number })
  | (Asked & { readonly kind: 'date' })
  | (Asked & { readonly kind: 'file'; readonly accept?: string; readonly several?: true })
  | (Asked & { readonly kind: 'radios' | 'checkboxes' | 'select'; readonly choices: readonly Choice[] })
  | { readonly kind: 'hidden'; readonly name: string };

/** What was answered: a trimmed text (a date as an ISO date), the chosen values, or a file; a question left open is empty or null. */
export type Answers = Readonly<
  Record<string, string | readonly string[] | SentFile | readonly SentFile[] | null | undefined>
>;

/** What is wrong with an answer. A field that is null means the form as a whole. */
export interface FieldProblem {
  readonly field: string | null;
  readonly text: string;
}

/** An answer in words; empty if there is none. */
export const textOf = (answers: Answers, name: string): string => {
  const answer = answers[name];
  return typeof answer === 'string' ? answer : '';
};

/** What was chosen of several. */
export const chosenOf = (answers: Answers, name: string): readonly string[] => {
  const answer = answers[name];
  if (typeof answer === 'string') return answer === '' ? [] : [answer];
  return Array.isArray(answer) ? (answer as readonly string[]) : [];
};

/** The files that were sent. */
export const filesOf = (answers: Answers, name: string): readonly SentFile[] =>
  [answers[name] ?? []].flat().filter((each): each is SentFile => typeof each === 'object');

/** The file that was sent; null if there was none. */
export const fileOf = (answers: Answers, name: string): SentFile | null => filesOf(answers, name)[0] ?? null;
