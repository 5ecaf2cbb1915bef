import type { FastifyInstance, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';
import { pageRouteOf } from './page-route.js';

/** Whether somebody brings a cookie that a page gave them, or asks for a page that may give them one. */
function isBrowser({ headers, routeOptions }: FastifyRequest): boolean {
  const { address, isRemembered = false } = pageRouteOf(routeOptions.config);
  return headers.cookie !== undefined || (address !== undefined && !isRemembered);
}

type Hook = (request: FastifyRequest, reply: FastifyReply, ...rest: unknown[]) => void;
type AddHook = (name: string, hook: Hook) => FastifyInstance;

/**
 * A plugin whose hooks run for browsers alone. A session that is made for a machine's request would be signed, and never
 * looked at. Only for plugins whose hooks call back.
 */
export function forBrowsersAlone<Options extends object>(
  plugin: FastifyPluginCallback<Options>,
): FastifyPluginCallback<Options> {
  // What is registered is still the plugin: its name, and that its hooks are for the whole server, are members of it.
  return Object.assign(
    ((server, options, done) => plugin(withHooksForBrowsers(server), options, done)) as FastifyPluginCallback<Options>,
    plugin,
  );
}

function withHooksForBrowsers(server: FastifyInstance): FastifyInstance {
  const addHook: AddHook = (name, hook) =>
    (server.addHook as AddHook)(name, (request, reply, ...rest) => {
      if (isBrowser(request)) return hook(request, reply, ...rest);
      (rest.at(-1) as () => void)();
    });
  return Object.create(server, { addHook: { value: addHook } }) as FastifyInstance;
}
