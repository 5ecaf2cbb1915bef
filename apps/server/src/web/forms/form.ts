import { randomUUID } from 'node:crypto';
import { Download, Redirect, type PageAnswer, type PageContent } from '../frame/page-content.js';
import type { SentForm, Visit } from '../frame/visit.js';
import type { Answers, Field, FieldProblem } from './field.js';
import { formView, type FormView } from './form.view.js';
import { readAnswers } from './read-answers.js';

/** The name under which a form carries the key that makes a second press of its button the same request. */
export const KEY = '_key';

/** A form: its questions, and what it does with good answers. */
export interface Form {
  readonly fields: readonly Field[];
  /** What the button says. */
  readonly button: string;
  /** What the questions are answered with before anybody did. */
  readonly answers?: Answers;
  /** `get` for a form that only leads to an address; it changes nothing, so it may be used at any moment. */
  readonly method?: 'get';
  /** The page around the form. */
  show(form: FormView): PageContent | Promise<PageContent>;
  /**
   * Does what the form is for. Problems show the form again with every answer kept.
   * @param key the same each time that the same form is sent: the Idempotency-Key of what it submits
   */
  accept(answers: Answers, key: string): Promise<PageAnswer | readonly FieldProblem[]>;
}

/**
 * The one loop that every form goes round: shown empty, checked when it is sent, shown again with what is wrong beside each
 * answer, and left by a redirect, so that a reload sends nothing twice.
 */
export async function runForm(visit: Visit, form: Form): Promise<PageAnswer> {
  if (visit.isTravelling && form.method !== 'get') return notAtThisMoment(visit);
  const sent = form.method === 'get' ? visit.queried : visit.sent;
  if (form.method === 'get' ? !isAnswered(form.fields, sent) : !visit.isSubmission) {
    return form.show(formView(form, { answers: form.answers ?? {}, sent: {}, problems: [] }, ticketFor(visit, form)));
  }
  const { answers, problems } = readAnswers(form.fields, sent);
  const key = typeof sent[KEY] === 'string' ? sent[KEY] : randomUUID();
  const outcome = problems.length > 0 ? problems : await form.accept(answers, key);
  if (!isProblems(outcome)) return outcome;
  const again = formView(form, { answers, sent, problems: outcome }, ticketFor(visit, form));
  return { ...(await form.show(again)), status: 422, hasProblems: true };
}

const isProblems = (outcome: PageAnswer | readonly FieldProblem[]): outcome is readonly FieldProblem[] =>
  !(outcome instanceof Redirect) && !(outcome instanceof Download) && Array.isArray(outcome);

const isAnswered = (fields: readonly Field[], sent: SentForm): boolean =>
  fields.some(({ name, kind }) => kind !== 'hidden' && (kind === 'date' ? `${name}-day` : name) in sent);

/** What a posted form carries besides its answers: the session's token, and a key of its own. */
const ticketFor = (visit: Visit, { method }: Form): { token: string; key: string } | null => {
  if (method === 'get') return null;
  const key = visit.sent[KEY];
  return { token: visit.formToken(), key: typeof key === 'string' ? key : randomUUID() };
};

const notAtThisMoment = (visit: Visit): PageContent => ({
  template: 'forms/not-at-this-moment.njk',
  title: 'Nothing can be submitted at an earlier moment',
  status: 409,
  view: { now: visit.urlNow },
});
