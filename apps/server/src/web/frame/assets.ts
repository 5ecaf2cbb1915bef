import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { govukFolder } from './templates.js';
import { webFolder } from './web-folder.js';

const own = join(webFolder, 'assets');
const govuk = join(govukFolder, 'govuk');
const served = /^\/(govuk-frontend\.min\.(css|js)|[a-z-]+\.(css|js|svg))$/;

/** What every path of an asset begins with. */
export const ASSETS = '/assets/';

/** The folder of the assets in an address. It is named for what they hold, so a browser may keep them for ever. */
export const assetPath = `${ASSETS}${digestOf(
  ...readdirSync(own)
    .sort()
    .map((name) => join(own, name)),
  join(govuk, 'govuk-frontend.min.css'),
  join(govuk, 'govuk-frontend.min.js'),
)}`;

function digestOf(...files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
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
    maxAge: '365d',
    decorateReply: false,
  });
}
