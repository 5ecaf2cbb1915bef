import cookie from '@fastify/cookie';
import { fastify, type FastifyInstance } from 'fastify';
import { forBrowsersAlone } from './hooks-for-browsers';

describe('a plugin for browsers alone', () => {
  let server: FastifyInstance;
  beforeAll(async () => {
    server = fastify();
    await server.register(forBrowsersAlone(cookie));
    // Cookies that were read are an object; where the hook did not run, there is none.
    server.get('/api', (request) => ({ cookies: request.cookies as object | null }));
    server.get('/page', { config: { isPage: true } }, (request) => ({ cookies: request.cookies as object | null }));
  });
  afterAll(() => server.close());
  const cookiesAt = async (url: string, headers = {}): Promise<unknown> =>
    (await server.inject({ url, headers })).json<{ cookies: unknown }>().cookies;

  it('does its work for whoever asks for a page', async () => {
    expect(await cookiesAt('/page')).toEqual({});
  });

  it('does its work for whoever brings a cookie, wherever they ask', async () => {
    expect(await cookiesAt('/api', { cookie: 'outturn-session=1' })).toEqual({ 'outturn-session': '1' });
  });

  it('does nothing for a machine', async () => {
    expect(await cookiesAt('/api')).toBeNull();
  });

  it('keeps its name, so that plugins that need it find it', () => {
    expect(server.hasPlugin('@fastify/cookie')).toBe(true);
  });
});
