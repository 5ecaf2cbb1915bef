import { eventCatalogue } from '@outturn/domain';
import { capitalised, entityInWords, eventSentences, spaced } from '@outturn/reporting';
import type { Grounds, HistoryRow } from '@outturn/wiring';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { eventLine, eventTitle, knownInWords } from '../event-line.js';

export interface EventFacts {
  readonly event: HistoryRow;
  readonly grounds: Grounds;
  /** Every event of the same entity that was known, oldest first. */
  readonly ofEntity: readonly HistoryRow[];
  readonly links: Links;
}

export function eventView({ event, grounds, ofEntity, links }: EventFacts): PageContent {
  const { position, type, entity, data, texts } = event;
  const to = (other: number) => links.to(paths.event, { position: String(other) });
  return {
    template: 'auditors/event/event.njk',
    title: `Event ${position}: ${eventTitle(type)}`,
    trail: [
      { text: 'Audit', href: links.to(paths.audit) },
      { text: 'Journal', href: links.to(paths.journal) },
    ],
    grounds,
    view: {
      about: entityInWords(entity),
      means: eventCatalogue.find((each) => each.type === type)?.says ?? null,
      facts: eventSentences({ type, data, texts: {} }).map(capitalised),
      texts: Object.entries(texts).map(([member, words]) => textRow(member, words, digestIn(data, member))),
      envelope: { rows: envelopeRows(event) },
      json: JSON.stringify(data, null, 2),
      issued: type === 'SnapshotIssued' ? issuedFile(event, links) : null,
      proof: links.to(paths.eventProof, { position: String(position) }),
      sameEntity: ofEntity
        .filter((other) => other.position !== position)
        .map((other) => ({ ...eventLine(other, links), sentences: [] })),
      earlier: position > 1 ? to(position - 1) : null,
      later: position < grounds.position ? to(position + 1) : null,
    },
  };
}

/** The file that was issued, made again from what was known then, with the proof of its issuing. */
const issuedFile = ({ position }: HistoryRow, links: Links): string =>
  links.now.to(paths.snapshotFile, {}, { issued: String(position) });

const digestIn = (data: HistoryRow['data'], member: string): string => {
  const digest = data[member];
  return typeof digest === 'string' ? digest : '';
};

const REDACTED = /^\[redacted at position (\d+)\]$/;

/** A text beside the digest that the event holds in its place. */
function textRow(member: string, words: string | null, digest: string) {
  const redactedAt = REDACTED.exec(words ?? '')?.[1] ?? null;
  return {
    name: capitalised(spaced(member)),
    words: redactedAt === null ? (words ?? 'The words are not kept here.') : null,
    redacted: redactedAt === null ? null : `Taken out by event ${redactedAt}. The proof of this event still holds.`,
    digest,
  };
}

const assurances = { asserted: 'as the caller said', authenticated: 'as a token proved' } as const;

function envelopeRows(event: HistoryRow): object[] {
  const { batch, occurredAt, causationId } = event;
  const rows: readonly (readonly [string, string | null])[] = [
    ['Position', `${event.position}, version ${event.entityVersion} of what it is about`],
    ['Type', `${event.type}, version ${event.schemaVersion} of its form`],
    ['Entity', event.entity],
    ['Known', knownInWords(event.knownFrom)],
    ['Recorded', `${event.recordedAt} (universal time)`],
    ['Occurred', occurredAt ?? (event.undated ? 'No date stated' : null)],
    ['Who', `${event.actor}, ${assurances[event.actorAssurance]}`],
    ['Way', event.via],
    ['Known together', batch.size === 1 ? null : `event ${batch.index + 1} of ${batch.size} of batch ${batch.id}`],
    ['Event', event.eventId],
    ['Command', event.commandId],
    ['Command digest', event.commandDigest],
    ['Request', event.correlationId],
    ['Caused by', causationId],
  ];
  return rows.flatMap(([key, value]) =>
    value === null ? [] : [{ key: { text: key }, value: { text: value, classes: 'council-reference' } }],
  );
}
