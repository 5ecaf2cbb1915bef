import { canonicalJson, type EventEnvelope } from '@outturn/kernel';

/**
 * Writes the events of one batch as canonical JSON (`canonicalJson` of each, to which its spec holds it). Most members of
 * an envelope are the same for a whole batch, so their text is made once: a file is one batch, and putting the members of
 * each of its events in order took an eighth of an import.
 * @param first any event of the batch
 */
export function envelopeTexts(first: EventEnvelope): (event: EventEnvelope) => string {
  const { actor, actorAssurance, batch, causationId, commandDigest, commandId, correlationId } = first;
  const upToIndex = `{"actor":${text(actor)},"actorAssurance":${text(actorAssurance)},"batch":{"id":${text(batch.id)},"index":`;
  const upToData =
    `,"size":${text(batch.size)}},"causationId":${text(causationId)},"commandDigest":${text(commandDigest)},` +
    `"commandId":${text(commandId)},"correlationId":${text(correlationId)},"data":`;
  const upToOccurred = `,"knownFrom":${text(first.knownFrom)},"ledger":${text(first.ledger)}`;
  const upToVersion = `,"recordedAt":${text(first.recordedAt)},"schemaVersion":`;
  const end = `,"via":${text(first.via)}}`;
  return (event) =>
    `${upToIndex}${text(event.batch.index)}${upToData}${canonicalJson(event.data)}` +
    `,"entity":${text(event.entity)},"entityVersion":${text(event.entityVersion)},"eventId":${text(event.eventId)}` +
    upToOccurred +
    (event.occurredAt === undefined ? '' : `,"occurredAt":${text(event.occurredAt)}`) +
    `,"position":${text(event.position)}${upToVersion}${text(event.schemaVersion)},"type":${text(event.type)}${end}`;
}

const text = (value: string | number | null): string => canonicalJson(value);
