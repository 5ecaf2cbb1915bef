import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { problem, Refused } from '../../problem/problem.js';
import { FILE_LIMIT } from '../../rest/body/body-parsers.js';
import { pageRouteOf } from '../frame/page-route.js';
import type { SentFile, SentForm } from '../frame/visit.js';

const FORM = 'application/x-www-form-urlencoded';
const UPLOAD = 'multipart/form-data';

/** Reads what forms send, on the routes that take forms and on no other. */
export async function readForms(server: FastifyInstance): Promise<void> {
  server.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) =>
    done(null, fieldsOf(String(body))),
  );
  await server.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { fileSize: FILE_LIMIT, files: 10, fields: 200, fieldSize: 1_048_576 },
    onFile: async (part) => {
      const file: SentFile = { name: part.filename, bytes: await part.toBuffer() };
      Object.assign(part, { value: file });
    },
  });
  server.addHook('onRoute', (route) => {
    if (pageRouteOf(route.config).takesUploads === true) route.bodyLimit = FILE_LIMIT;
  });
  server.addHook('onRequest', (request, _reply, done) => {
    const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if ((type !== FORM && type !== UPLOAD) || request.is404) return done();
    const { takesForms = false, takesUploads = false } = pageRouteOf(request.routeOptions.config);
    if (type === FORM ? takesForms : takesUploads) return done();
    done(new Refused(problem(415, 'UnsupportedMediaType', 'This path takes no form of this type.')));
  });
}

/** The fields of a form as it was sent; one that stands there several times has all its values. */
export function fieldsOf(body: string): SentForm {
  const fields = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(body)) {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}
