import { parsePeriod } from '@outturn/kernel';
import type { SentFile, SentForm } from '../frame/visit.js';
import type { Answers, Field, FieldProblem } from './field.js';

/** The three boxes of a date. */
export const dateParts = ['day', 'month', 'year'] as const;

/** Reads what was sent as answers to a form's questions, and says what is missing or no date. */
export function readAnswers(
  fields: readonly Field[],
  sent: SentForm,
): { readonly answers: Answers; readonly problems: readonly FieldProblem[] } {
  const answers: Record<string, Answers[string]> = {};
  const problems: FieldProblem[] = [];
  for (const field of fields) {
    const answer = answerTo(field, sent);
    answers[field.name] = answer;
    const problem = problemWith(field, answer, sent);
    if (problem !== null) problems.push({ field: field.name, text: problem });
  }
  return { answers, problems };
}

function answerTo(field: Field, sent: SentForm): Answers[string] {
  const value = sent[field.name];
  switch (field.kind) {
    case 'date':
      return dateOf(partsOf(field.name, sent));
    case 'file':
      return [value].flat().filter((each): each is SentFile => typeof each === 'object' && each.name !== '');
    case 'checkboxes':
      return [value].flat().filter((each) => typeof each === 'string');
    case 'radios':
    case 'select':
      return field.choices.find((choice) => choice.value === value)?.value ?? '';
    case 'hidden':
    case 'text':
    case 'textarea':
      return typeof value === 'string' ? value.trim().replaceAll('\r\n', '\n') : '';
  }
}

function problemWith(field: Field, answer: Answers[string], sent: SentForm): string | null {
  if (field.kind === 'hidden') return null;
  if (field.kind === 'date' && answer === '' && partsOf(field.name, sent).some((part) => part !== '')) {
    return `${field.label} must be a real date, such as 31 7 2012`;
  }
  const isOpen = answer === '' || answer === null || (Array.isArray(answer) && answer.length === 0);
  return isOpen ? (field.required ?? null) : null;
}

/** What stands in the boxes of a date. */
export const partsOf = (name: string, sent: SentForm): string[] =>
  dateParts.map((part) => {
    const value = sent[`${name}-${part}`];
    return typeof value === 'string' ? value.trim() : '';
  });

/** The boxes of a date as an ISO date; empty if they hold no day that there is. */
function dateOf(parts: readonly string[]): string {
  const [day = '', month = '', year = ''] = parts;
  if (![day, month, year].every((part) => /^\d{1,4}$/.test(part))) return '';
  const iso = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parsePeriod(`@${iso}`) === null ? '' : iso;
}
