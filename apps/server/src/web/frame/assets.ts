import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { govukFolder } from './templates.js';
import { webFolder } from './web-folder.js';

const own = join(webFolder, 'assets');
const govuk = join(govukFolder, 'govuk');
const served = /^\/(govuk-frontend\.min\.js|[a-z-]+\.(css|js|svg))$/;

/**
 * The components' styles without GOV.UK's typeface, which is licensed to gov.uk alone: a browser would fetch it for the
 * moment between two stylesheets even if nothing is set in it.
 */
const componentStyles = readFileSync(join(govuk, 'govuk-frontend.min.css'), 'utf8')
  .replace(/@font-face\{[^}]*\}/g, '')
  .replaceAll('GDS Transport,arial,sans-serif', 'inherit');

/** Seconds. */
const YEAR = 31_536_000;

/** What every path of an asset begins with. */
export const ASSETS = '/assets/';

/** The folder of the assets in an address. It is named for what they hold, so a browser may keep them for ever. */
export const assetPath = `${ASSETS}${digestOf(
  ...readdirSync(own)
    .sort()
    .map((name) => readFileSync(join(own, name))),
  componentStyles,
  readFileSync(join(govuk, 'govuk-frontend.min.js')),
)}`;

function digestOf(...contents: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex').slice(0, 12);
}

/** Serves styles, scripts and pictures, the same to everybody. */
export async function serveAssets(server: FastifyInstance): Promise<void> {
  await server.register(fastifyStatic, {
    root: [own, govuk],
    prefix: `${assetPath}/`,
    allowedPath: (path) => served.test(path),
    index: false,
    immutable: true,
    maxAge: YEAR * 1_000,
    decorateReply: false,
  });
  server.get(`${assetPath}/components.css`, async (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('Cache-Control', `public, max-age=${YEAR}, immutable`)
      .send(componentStyles),
  );
}
