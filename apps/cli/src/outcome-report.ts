import { capitalised, knownDay } from '@outturn/reporting';
import { exitCodes, refusalOfRejection, type Outcome } from '@outturn/wiring';
import { groundsLine } from './grounds.js';
import type { Session } from './session.js';

/**
 * Says what came of a command and answers with the exit code.
 * @param done what to say when it was accepted; left out, the events are named
 */
export async function writeOutcome(session: Session, ledger: string, outcome: Outcome, done?: string): Promise<number> {
  const { terminal, json } = session;
  if (outcome.status === 'accepted' || outcome.status === 'unchanged') {
    if (json) await terminal.writeJson({ ledger, ...outcome });
    else await terminal.writeLines(successWords(outcome, done), groundsLine({ ledger, ...outcome }));
    return exitCodes.ok;
  }
  const { message, exitCode } = refusalWords(outcome);
  if (json) await terminal.writeJson({ ledger, ...outcome, message });
  terminal.say(`outturn: ${message}`);
  return exitCode;
}

type Success = Extract<Outcome, { readonly status: 'accepted' | 'unchanged' }>;

function successWords(outcome: Success, done: string | undefined): string {
  if (outcome.status === 'unchanged')
    return `Unchanged: this is so already (${outcome.entity}, version ${outcome.entityVersion}).`;
  const repeated = outcome.repeated ? ' This request had been accepted before; nothing was added.' : '';
  if (done !== undefined) return `${capitalised(done)}.${repeated}`;
  const events = outcome.events.map(({ type, position }) => `${type} (event ${position})`);
  return `Recorded: ${events.join(', ')}; ${outcome.entity} is at version ${outcome.entityVersion}.${repeated}`;
}

function refusalWords(outcome: Exclude<Outcome, Success>): { message: string; exitCode: number } {
  switch (outcome.status) {
    case 'rejected': {
      const { sentence, exitCode } = refusalOfRejection(outcome.rejection);
      return { message: sentence, exitCode };
    }
    case 'stale': {
      const since = outcome.since.map(
        ({ type, position, actor, knownFrom }) => `${type} by ${actor}, ${knownDay(knownFrom)} (event ${position})`,
      );
      const moved = since.length === 0 ? '' : `: ${since.join('; ')}`;
      return {
        message: `${outcome.entity} is at version ${outcome.entityVersion}, not ${outcome.expectedVersion}${moved}. Look again before you change it`,
        exitCode: exitCodes.conflict,
      };
    }
    case 'key-reused':
      return {
        message: 'this idempotency key was used before, for another request: take a new one',
        exitCode: exitCodes.conflict,
      };
  }
}
