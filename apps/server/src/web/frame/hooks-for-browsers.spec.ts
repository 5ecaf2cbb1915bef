import cookie from '@fastify/cookie';
import { fastify, type FastifyInstance } from 'fastify';
import { paths } from '../paths';
import { forBrowsersAlone } from './hooks-for-browsers';
import type { PageRoute } from './page-route';

describe('a plugin for browsers alone', () => {
  let server: FastifyInstance;
  beforeAll(async () => {
    server = fastify();
    // oxlint-disable-next-line typescript/no-misused-promises -- its type leaves open whether it calls back, and it does
    await server.register(forBrowsersAlone(cookie));
    // Cookies that were read are an object; where the hook did not run, there is none.
    server.get('/api', (request) => ({ cookies: request.cookies as object | null }));
    const pages: Readonly<Record<string, PageRoute>> = {
      '/page': { address: paths.tasks },
      '/remembered': { address: paths.scorecard, isRemembered: true },
    };
    for (const [path, config] of Object.entries(pages))
      server.get(path, { config }, (request) => ({ cookies: request.cookies as object | null }));
  });
  afterAll(() => server.close());
  const cookiesAt = async (url: string, headers = {}): Promise<unknown> =>
    (await server.inject({ url, headers })).json<{ cookies: unknown }>().cookies;

  it('does its work for whoever asks for a page', async () => {
    expect(await cookiesAt('/page')).toEqual({});
  });

  it('does nothing for whoever asks for a remembered page without a cookie: it says nothing of a session', async () => {
    expect(await cookiesAt('/remembered')).toBeNull();
    expect(await cookiesAt('/remembered', { cookie: 'a=1' })).toEqual({ a: '1' });
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
