import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem, Refused } from '../../problem/problem.js';
import { FILE_LIMIT, FORM_OF_FILES as UPLOAD, takesFiles } from '../../rest/payload/body-parsers.js';
import { pageRouteOf } from '../frame/page-route.js';
import type { SentFile, SentForm } from '../frame/visit.js';

const FORM = 'application/x-www-form-urlencoded';

/** Five hundred returns of a round are the longest list that a form here holds. */
const MOST_FIELDS = 1_000;

/** A council's whole history is a dozen files, with a dictionary beside them. */
const MOST_FILES = 24;

/** Reads what forms send, on the routes that take forms and on no other. */
export async function readForms(server: FastifyInstance): Promise<void> {
  server.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, fieldsOf(String(body)));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
  const sizes = new WeakMap<FastifyRequest, number>();
  await server.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: {
      fileSize: FILE_LIMIT,
      files: MOST_FILES,
      fields: 50,
      parts: 50 + MOST_FILES,
      fieldSize: 65_536,
      fieldNameSize: 100,
      headerPairs: 20,
    },
    onFile: async function (part) {
      const file: SentFile = { name: part.filename, bytes: await part.toBuffer() };
      // Each file is bounded while it is read; together they may be as large as one.
      const total = (sizes.get(this) ?? 0) + file.bytes.length;
      if (total > FILE_LIMIT)
        throw new Refused(problem(413, 'BodyTooLarge', 'The files are larger than this route takes.'));
      sizes.set(this, total);
      Object.assign(part, { value: file });
    },
  });
  server.addHook('onRoute', (route) => {
    if (pageRouteOf(route.config).takesUploads === true) route.bodyLimit = FILE_LIMIT;
  });
  server.addHook('onRequest', (request, _reply, done) => {
    const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if ((type !== FORM && type !== UPLOAD) || request.is404) return done();
    const { config } = request.routeOptions;
    const { takesForms = false, takesUploads = false } = pageRouteOf(config);
    if (type === FORM ? takesForms : takesUploads || takesFiles(config)) return done();
    done(new Refused(problem(415, 'UnsupportedMediaType', 'This path takes no form of this type.')));
  });
}

/** The fields of a form as it was sent; one that stands there several times has all its values. */
export function fieldsOf(body: string): SentForm {
  const fields = Object.create(null) as Record<string, string | string[]>;
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    count += 1;
    if (count > MOST_FIELDS)
      throw new Refused(problem(413, 'TooManyFields', 'The form has more fields than any here.'));
    const before = fields[name];
    if (before === undefined) fields[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else fields[name] = [before, value];
  }
  return fields;
}
