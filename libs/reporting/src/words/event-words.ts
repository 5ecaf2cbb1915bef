import type { LedgerEvent, Unit } from '@outturn/domain';
import { benchmarkEvents } from './benchmark/benchmark-members.js';
import { indicatorEvents } from './indicator/indicator-members.js';
import { returnEvents } from './kpi-return/return-members.js';
import { ledgerLifeEvents } from './ledger-life/ledger-life-members.js';
import type { NounEvents, SaidMember } from './member.js';
import { actionEvents } from './plan-action/action-members.js';
import { releaseEvents } from './release/release-members.js';
import { roundEvents } from './round/round-members.js';
import { targetEvents } from './target/target-members.js';

/** Words for every event and every member of each: what is missing breaks the build. */
const events: NounEvents<LedgerEvent> = {
  ...ledgerLifeEvents,
  ...indicatorEvents,
  ...returnEvents,
  ...targetEvents,
  ...benchmarkEvents,
  ...releaseEvents,
  ...roundEvents,
  ...actionEvents,
};

/** What an event holds, with its texts as words: by member of its data, null where a text is not known. */
export interface WordedEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>>;
}

/** The words for the members of an event, in the order in which they are read. */
export const membersOfEvent = (type: string): [member: string, words: SaidMember<unknown> | null][] =>
  Object.entries(events[type as LedgerEvent['type']].members) as [string, SaidMember<unknown> | null][];

/** What an event did, to be read behind the name of the thing or before "by": "corrected". */
export const deedOf = (type: string): string => events[type as LedgerEvent['type']].deed;

/** What an event says beyond its type and entity: its figures in one sentence, then each of its texts. */
export function eventSentences({ type, data, texts }: WordedEvent, unit: Unit = 'unknown'): string[] {
  const members = membersOfEvent(type).flatMap(([member, words]) => (words === null ? [] : [[member, words] as const]));
  const facts = members
    .filter(([, { isText }]) => isText !== true)
    .map(([member, { label, say }]) => [label, data[member] === undefined ? '' : say(data[member], unit)] as const)
    .filter(([, says]) => says !== '')
    .map((parts) => parts.filter((part) => part !== '').join(' '));
  const words = members.flatMap(([member, { label, isText }]) => {
    const words = isText === true ? (texts[member] ?? null) : null;
    return words === null ? [] : [`${label}: ${words}`];
  });
  return [...(facts.length === 0 ? [] : [facts.join(' · ')]), ...words];
}
