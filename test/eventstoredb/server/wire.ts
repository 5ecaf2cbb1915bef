import { UUID, StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ProposedEvent, RecordedEvent } from './recorded-event.js';
import { propertyMissing } from './refusals.js';

const undash = (id: string): string => id.replaceAll('-', '');

/** The text of an id, in whichever form it came: lower case, with dashes. */
export function idText(id: UUID | undefined): string {
  const structured = id?.getStructured();
  if (structured === undefined) return (id?.getString() ?? '').toLowerCase();
  const halves = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()];
  const hex = halves.map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function structuredId(id: string): UUID {
  const half = (from: number): string => BigInt.asIntN(64, BigInt(`0x${undash(id).slice(from, from + 16)}`)).toString();
  return new UUID().setStructured(
    new UUID.Structured().setMostSignificantBits(half(0)).setLeastSignificantBits(half(16)),
  );
}

export const streamName = (identifier: StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export const streamIdentifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Buffer.from(stream));

/** What both forms of append call a proposed message. */
interface Message {
  getId(): UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
}

/** @throws Refusal where the type or the content type is missing */
export function proposedEvent(message: Message): ProposedEvent {
  const properties = message.getMetadataMap();
  const type = properties.get('type');
  const contentType = properties.get('content-type');
  if (type === undefined) throw propertyMissing(['type']);
  if (contentType === undefined) throw propertyMissing(['content-type']);
  return {
    id: idText(message.getId()),
    type,
    contentType,
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** @param structured whether the reader asked for ids in two halves instead of text */
export function readAnswer(event: RecordedEvent, structured: boolean): ReadResp {
  const place = String(event.position);
  const record = new ReadResp.ReadEvent.RecordedEvent()
    .setId(structured ? structuredId(event.id) : new UUID().setString(event.id))
    .setStreamIdentifier(streamIdentifier(event.stream))
    .setStreamRevision(String(event.revision))
    .setCommitPosition(place)
    .setPreparePosition(place)
    .setData(event.data)
    .setCustomMetadata(event.metadata);
  // Ticks of 100 ns, as text.
  record
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.contentType)
    .set('created', `${event.createdAt}0000`);
  return new ReadResp().setEvent(new ReadResp.ReadEvent().setEvent(record).setCommitPosition(place));
}
