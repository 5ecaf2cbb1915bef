import { randomBytes } from 'node:crypto';
import { fastify, type FastifyInstance } from 'fastify';
import { PIECE, sendInPieces } from './body-in-pieces';

describe('a long body', () => {
  const bytes = randomBytes(10 * PIECE + 7);
  const text = 'ä'.repeat(3 * PIECE);
  const writes: { readonly size: number; readonly turn: number }[] = [];
  let turns = 0;
  let server: FastifyInstance;
  let url: string;

  beforeAll(async () => {
    server = fastify();
    sendInPieces(server);
    server.addHook('onRequest', (_request, { raw }, done) => {
      const write = raw.write.bind(raw) as (chunk: Buffer, ...rest: unknown[]) => boolean;
      raw.write = (chunk: Buffer, ...rest: unknown[]) => {
        writes.push({ size: chunk.length, turn: turns });
        return write(chunk, ...rest);
      };
      done();
    });
    server.get('/bytes', (_request, reply) => reply.type('application/octet-stream').send(bytes));
    server.get('/text', (_request, reply) => reply.type('text/plain; charset=utf-8').send(text));
    server.get('/short', () => 'short');
    url = await server.listen({ port: 0 });
  });
  afterAll(() => server.close());
  beforeEach(() => writes.splice(0));

  it('leaves piece by piece, and everybody else has a turn after each', async () => {
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    count();
    const answer = await fetch(`${url}/bytes`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    isOver = true;
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    expect(writes).toHaveLength(11);
    expect(Math.max(...writes.map(({ size }) => size))).toBe(PIECE);
    expect(new Set(writes.map(({ turn }) => turn)).size).toBe(11);
  });

  it('may be a text, whose length is told in bytes', async () => {
    const answer = await fetch(`${url}/text`);
    expect([await answer.text(), answer.headers.get('content-length')]).toEqual([text, String(6 * PIECE)]);
    expect(writes).toHaveLength(6);
  });

  it('is not sent for HEAD, which is told its length, and a short one is sent as it is', async () => {
    const head = await fetch(`${url}/bytes`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes.length)]);
    expect(await (await fetch(`${url}/short`)).text()).toBe('short');
    expect(writes).toEqual([]);
  });
});
