import type { FastifyInstance, RouteOptions } from 'fastify';
import { problem, Refused } from '../../problem/problem.js';
import { parseStrictJson } from './strict-json.js';

/** 1 MiB: hundreds of times the largest command. */
export const JSON_LIMIT = 1_048_576;

/** 64 MiB: the whole of the largest table that the DfE publishes, twice over. */
export const FILE_LIMIT = 64 * 1_048_576;

/** What a file may come as by itself. */
export const FILE_TYPES = ['text/csv', 'application/gzip'] as const;

/** What several files may come as, or one with its dictionary. */
export const FORM_OF_FILES = 'multipart/form-data';

/** The mark in a route's configuration (`@RouteConfig`) that its body is a file. */
export const TAKES_FILES = { takesFiles: true } as const;

/** Whether a route's configuration says that its body is a file. */
export const takesFiles = (config: unknown): boolean => (config as { takesFiles?: boolean }).takesFiles === true;

/** Bodies are JSON objects, read strictly; a route that says so takes a file instead, and nothing else. */
export function readBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      mustBe(
        !takesFiles(request.routeOptions.config),
        `Send the file as ${FILE_TYPES.join(' or ')}, or several as ${FORM_OF_FILES}.`,
      );
      mustBe(isUtf8(request.headers['content-type'] ?? ''), 'Send the body as application/json in UTF-8.');
      done(null, parseStrictJson(body as Buffer));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
  server.addContentTypeParser([...FILE_TYPES], { parseAs: 'buffer' }, (request, body, done) => done(null, body));
  server.addHook('onRoute', (route: RouteOptions) => {
    if (takesFiles(route.config ?? {})) route.bodyLimit = FILE_LIMIT;
  });
  // Before the body is read: another route would take a file into memory only to refuse it.
  server.addHook('onRequest', (request, _reply, done) => {
    const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const isFile = (FILE_TYPES as readonly string[]).includes(type);
    if (!isFile || request.is404 || takesFiles(request.routeOptions.config)) return done();
    done(unsupported('Send the body as application/json.'));
  });
}

function isUtf8(contentType: string): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
}

function mustBe(right: boolean, detail: string): void {
  if (!right) throw unsupported(detail);
}

const unsupported = (detail: string): Refused => new Refused(problem(415, 'UnsupportedMediaType', detail));
