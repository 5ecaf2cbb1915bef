import { textOf, type Answers, type Field, type FieldProblem } from '../forms/field.js';
import type { FormView } from '../forms/form.view.js';
import type { Outcome } from '@outturn/wiring';
import { deedSentence } from './deeds.js';

const NAME = 'seen';

/** Carries the version of what a form shows, so that whoever sends it can be told what changed since. */
export const seenVersionField: Field = { kind: 'hidden', name: NAME };

/** A form as it shows an entity at a version: that one is what its reader will have seen, whatever they saw before. */
export const withSeenVersion = (form: FormView, version: number): FormView => ({
  ...form,
  hidden: form.hidden.map((field) => (field.name === NAME ? { ...field, value: String(version) } : field)),
});

/** The version that was seen, as a command's arrival takes it; nothing where the form says none. */
export function seenVersion(answers: Answers): { readonly expectedVersion?: number } {
  const seen = textOf(answers, NAME);
  return /^\d{1,15}$/.test(seen) ? { expectedVersion: Number(seen) } : {};
}

/** What is said to the second of two people: who did what in the meantime. */
export const changedMeanwhile = ({ since }: Extract<Outcome, { status: 'stale' }>): FieldProblem => ({
  field: null,
  text: `While you were here, ${since.map(deedSentence).join('; ')}. Look at what is here now, then send yours again if it is still right.`,
});
