import { RequestMethod } from '@nestjs/common';
import {
  descriptionOf,
  tags,
  type AnswerDescription,
  type BodyDescription,
  type Description,
} from '../rest/described.js';
import { parameters, type Parameter } from '../rest/parameters.js';
import { FILE_TYPES, FORM_OF_FILES } from '../rest/payload/body-parsers.js';
import { FILES_IN_FORM } from '../rest/payload/sent-files.js';
import { answerSchemas } from './answer-schemas.js';
import type { JsonSchema } from './json-schema.js';
import { problemAnswers, problemResponses } from './problem-answers.js';
import { schemaOfFields } from './schema-of-fields.js';

type Controller = new (...parts: never[]) => object;

interface Route {
  readonly path: string;
  readonly method: string;
  readonly description: Description;
}

/**
 * The OpenAPI 3.1 document of the controllers' routes: their paths from Nest's own metadata, their fields from the rules
 * of the command classes, so nothing is written down twice.
 * @throws TypeError for a route without a description
 */
export function openApiDocument(controllers: readonly Controller[]): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { path, method, description } of controllers.flatMap(routesOf)) {
    (paths[path] ??= {})[method] = operation(path, description);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Outturn',
      version: '1',
      description:
        'A performance ledger for corporate parenting. Whatever is posted appends events; whatever is asked is answered ' +
        'from one position of the ledger, which the answer names with its Merkle root. A POST names itself by an ' +
        'Idempotency-Key, so that it can be sent again when its answer was lost.',
    },
    security: [{}, { token: [] }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      responses: problemResponses,
      schemas: { ...answerSchemas, ...commandSchemas(controllers) },
    },
  };
}

function routesOf(controller: Controller): Route[] {
  const base = Reflect.getMetadata('path', controller) as string;
  const { prototype } = controller as { prototype: object };
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
    if (name === 'constructor' || typeof handler !== 'function') return [];
    const path = Reflect.getMetadata('path', handler) as string | undefined;
    if (path === undefined) return [];
    const description = descriptionOf(handler);
    if (description === undefined) throw new TypeError(`${controller.name}.${name} has no description`);
    const method = RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod].toLowerCase();
    return [{ path: joined(base, path), method, description }];
  });
}

/** `/a/:b` as OpenAPI writes it: `/a/{b}`. */
const joined = (...parts: readonly string[]): string =>
  `/${parts.filter((part) => part !== '' && part !== '/').join('/')}`.replace(/:([^/]+)/g, '{$1}');

function operation(path: string, description: Description): JsonSchema {
  const { operation: operationId, summary, tag, body, answers } = description;
  return {
    operationId,
    summary,
    tags: [tag],
    ...(path.startsWith('/health/') ? { security: [{}] } : {}),
    parameters: [...pathParameters(path), ...queryParameters(description), ...headerParameters(description)],
    ...(body === undefined ? {} : { requestBody: requestBody(body) }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, response(answer, description)])),
      ...problemAnswers(path, description),
    },
  };
}

const pathParameters = (path: string): JsonSchema[] =>
  [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const queryParameters = ({ parameters: taken = [] }: Description): JsonSchema[] =>
  taken.map((key) => {
    const { name, description, schema, several }: Parameter = parameters[key];
    return { name, in: 'query', description, schema: several === true ? { type: 'array', items: schema } : schema };
  });

function headerParameters({ tag, appends, edits, resumes }: Description): JsonSchema[] {
  const header = (name: string, description: string, schema: JsonSchema, required = false): JsonSchema => ({
    name,
    in: 'header',
    required,
    description,
    schema,
  });
  return [
    ...(tag === 'Service'
      ? []
      : [
          header('Outturn-Actor', 'Who acts, if the service runs without tokens.', {
            type: 'string',
            pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$',
          }),
        ]),
    ...(appends === true
      ? [
          header(
            'Idempotency-Key',
            'New for each request and the same for its retries.',
            { type: 'string', pattern: '^[!-~]{1,200}$' },
            true,
          ),
        ]
      : []),
    ...(edits === true
      ? [
          header('If-Match', "The entity's version as you saw it, as its ETag: a stale one is refused (412).", {
            type: 'string',
            pattern: '^"[0-9]{1,15}"$',
          }),
        ]
      : []),
    ...(resumes === true
      ? [
          header('Last-Event-ID', 'The last position that you have (text/event-stream).', {
            type: 'string',
            pattern: '^[0-9]{1,15}$',
          }),
        ]
      : []),
  ];
}

function requestBody(body: BodyDescription): JsonSchema {
  if (body.kind === 'file') {
    const file = { type: 'string', format: 'binary' };
    const properties = Object.fromEntries(
      Object.entries(FILES_IN_FORM).map(([part, description]) => [
        part,
        part === 'file' ? { type: 'array', items: file, description } : { ...file, description },
      ]),
    );
    const alone = FILE_TYPES.map((type) => [type, { schema: file }]);
    const together = [FORM_OF_FILES, { schema: { type: 'object', required: ['file'], properties } }];
    return { required: true, content: Object.fromEntries([...alone, together]) as JsonSchema };
  }
  const { name, example } = body;
  return { required: true, content: { 'application/json': { schema: refTo(name), example } } };
}

function response(
  { description, schema, types = ['application/json'] }: AnswerDescription,
  of: Description,
): JsonSchema {
  const content = Object.fromEntries(
    types.map((type) => [type, { schema: type === 'application/json' ? refTo(schema) : { type: 'string' } }]),
  );
  const headers = of.edits === true ? { headers: { ETag: etag } } : {};
  return { description, ...headers, content };
}

const etag = { description: 'The version of the entity, for If-Match.', schema: { type: 'string' } };

const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

function commandSchemas(controllers: readonly Controller[]): Record<string, JsonSchema> {
  const schemas: Record<string, JsonSchema> = {};
  for (const { description } of controllers.flatMap(routesOf)) {
    if (description.body?.kind === 'fields') schemas[description.body.name] = schemaOfFields(description.body.of);
  }
  return schemas;
}
