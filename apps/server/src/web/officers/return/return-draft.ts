import type { ReturnSlot } from './return-slot.js';
import type { Visit } from '../../frame/visit.js';

/** What somebody has answered so far, page by page. */
export interface ReturnAnswers {
  readonly numerator: string;
  readonly denominator: string;
  readonly value: string;
  /** Why there is no figure; empty if there is one. */
  readonly symbol: string;
  readonly qualifier: string;
  readonly status: string;
  readonly commentary: string;
  readonly source: string;
  readonly reason: string;
  /** The day on which it became known, an ISO date; asked for only while the ledger is open for migration. */
  readonly occurred: string;
}

/** A return that is being written. */
export interface ReturnDraft {
  readonly answers: ReturnAnswers;
  /** The version of the return at which it was begun: what came later, others did. */
  readonly begunAt: number;
  /** The version that its writer has been shown. */
  readonly seen: number;
  /** Whether the round is closed and its writer may correct what is closed. */
  readonly afterClose: boolean;
}

declare module 'fastify' {
  interface Session {
    returnDrafts?: Record<string, ReturnDraft>;
  }
}

/** More than anybody writes at once; the one begun first is dropped. */
const KEPT = 50;

const keyOf = (visit: Visit, { entity }: ReturnSlot): string => `${visit.who.actor} ${visit.ledger} ${entity}`;

/** The draft of a return: the one that was begun in this session, or one of what stands there. */
export function draftOf(visit: Visit, slot: ReturnSlot): ReturnDraft {
  return visit.session.returnDrafts?.[keyOf(visit, slot)] ?? newDraft(slot);
}

export function newDraft({ standing, version }: ReturnSlot): ReturnDraft {
  const { figure, commentary = '', source = '' } = standing ?? {};
  return {
    answers: {
      numerator: figure?.numerator ?? '',
      denominator: figure?.denominator ?? '',
      // A value that was worked out from the counts is worked out again.
      value: figure === undefined || isDerived(figure) ? '' : (figure.value ?? ''),
      symbol: figure?.symbol ?? '',
      qualifier: figure?.qualifier ?? '',
      status: figure?.status ?? 'final',
      commentary,
      source,
      reason: '',
      occurred: '',
    },
    begunAt: version,
    seen: version,
    afterClose: false,
  };
}

const isDerived = ({ value, computed }: NonNullable<ReturnSlot['standing']>['figure']): boolean => value === computed;

export function keepDraft(visit: Visit, slot: ReturnSlot, draft: ReturnDraft): void {
  const others = Object.entries(visit.session.returnDrafts ?? {}).filter(([key]) => key !== keyOf(visit, slot));
  visit.session.returnDrafts = Object.fromEntries([...others.slice(1 - KEPT), [keyOf(visit, slot), draft]]);
}

export function dropDraft(visit: Visit, slot: ReturnSlot): void {
  const { [keyOf(visit, slot)]: _dropped, ...others } = visit.session.returnDrafts ?? {};
  visit.session.returnDrafts = others;
}

/** The command that a draft becomes, with its fields: its pages show all of a return, so what was left empty is cleared. */
export function commandOf(
  { indicator, breakdown, period }: ReturnSlot,
  { answers: { occurred, ...answers }, afterClose }: ReturnDraft,
): { readonly name: string; readonly fields: object } {
  const stated = Object.fromEntries(Object.entries(answers).map(([field, answer]) => [field, answer || null]));
  return {
    name: afterClose ? 'CorrectClosedReturn' : 'SubmitReturn',
    fields: { indicator, breakdown, period, ...stated, ...(occurred === '' ? {} : { occurred }) },
  };
}

/** Whether a change to what stands there must give a reason; a provisional figure becomes final without. */
export const needsReason = ({ standing }: ReturnSlot, { answers, afterClose }: ReturnDraft): boolean =>
  standing !== null && (afterClose || !(standing.figure.status === 'provisional' && answers.status === 'final'));
