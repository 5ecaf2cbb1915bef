import { AppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import { decodeByNode } from './proposed-bytes.js';

const { ProposedMessage } = AppendReq;

/** A message as it goes over the wire. */
const sent = (data: Uint8Array | string, metadata: Uint8Array | string): Uint8Array =>
  new ProposedMessage().setData(data).setCustomMetadata(metadata).serializeBinary();

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

describe('a message that Node decodes', () => {
  it('is to the byte what the client would send', () => {
    const contents = fc.sample(fc.tuple(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 5 })), 200);
    const byClient = contents.map(([data, metadata]) => [sent(data, metadata), sent(base64(data), base64(metadata))]);
    decodeByNode();
    const byNode = contents.map(([data, metadata]) => [sent(data, metadata), sent(base64(data), base64(metadata))]);
    expect(byNode).toEqual(byClient);
    expect(new ProposedMessage().setData(base64(Buffer.from('é'))).getData_asU8()).toEqual(Buffer.from('é'));
  });
});
