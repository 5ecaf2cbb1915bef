import type { Outturn } from '@outturn/wiring';
import type { FieldProblem } from '../forms/field.js';
import { problemOfRejection, problemsOfError } from '../forms/problems.js';
import { Redirect } from '../frame/page-content.js';
import type { Visit } from '../frame/visit.js';
import { paths } from '../paths.js';
import { changedMeanwhile } from './seen-version.js';

/** A command as a form sends it. */
export interface Sending {
  readonly name: string;
  readonly fields: object;
  /** The form's own key: the same for a second press of its button. */
  readonly key: string;
  /** The version of the entity that the form showed. */
  readonly expectedVersion?: number;
}

/** Submits what a form was for, and leads to its receipt or says what is wrong. Throws what nobody at a form can mend. */
export async function sendCommand(
  outturn: Outturn,
  visit: Visit,
  { name, fields, ...arrival }: Sending,
  whenStale: (version: number) => void = () => undefined,
): Promise<Redirect | readonly FieldProblem[]> {
  try {
    const outcome = await outturn.submit(visit.who, visit.ledger, name, fields, {
      via: 'form',
      correlationId: visit.requestId,
      ...arrival,
    });
    switch (outcome.status) {
      case 'accepted':
        return new Redirect(visit.links.to(paths.receipt, { position: String(outcome.position) }));
      case 'unchanged':
        return [{ field: null, text: 'This is what is recorded already, so there is nothing to submit' }];
      case 'stale':
        whenStale(outcome.entityVersion);
        return [changedMeanwhile(outcome)];
      case 'rejected':
        return [problemOfRejection(outcome.rejection)];
      case 'key-reused':
        return [{ field: null, text: 'This form was sent before with other answers: open the page again' }];
    }
  } catch (error) {
    return problemsOfError(error);
  }
}
