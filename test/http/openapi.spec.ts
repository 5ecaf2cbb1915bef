import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefineIndicator } from '@outturn/domain';
import { commandCatalogue, exampleCommands } from '@outturn/wiring';
import { schemaOfFields } from '../../apps/server/src/openapi/schema-of-fields';
import { document, wrongAs, wrongBy, type Operation } from './answers-as-described';
import { RunningService } from './running-service';

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, string, Operation] => [method, path, operation]),
);

describe('the OpenAPI document', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
  });
  afterAll(() => service.close());

  it('is served as it is made', async () => {
    const answer = await service.get('/api/v1/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual(JSON.parse(JSON.stringify(document)));
    expect(answer.json.openapi).toBe('3.1.0');
  });

  it('tells of every route that is no page, and of no other', () => {
    const told = operations.map(([method, path]) => `${method.toUpperCase()} ${path.replace(/\{([^}]+)\}/g, ':$1')}`);
    const served = service.application.routes.all.filter(
      (route) => / \/(api|health|metrics)\b/.test(route) && !route.startsWith('HEAD '),
    );
    expect(told.sort()).toEqual(served);
  });

  it('names no operation twice', () => {
    const ids = operations.map(([, , { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of every POST that it needs an Idempotency-Key', () => {
    for (const [method, , { parameters }] of operations) {
      const needs = parameters.some((parameter) => parameter.name === 'Idempotency-Key' && parameter.required === true);
      expect(needs).toBe(method === 'post');
    }
  });

  it('has every field of every command, and what its refusals say', () => {
    const { SubmitReturn } = document.components.schemas;
    expect(SubmitReturn.required).toEqual(['indicator', 'period']);
    expect(Object.keys(SubmitReturn.properties)).toEqual([
      'breakdown',
      'commentary',
      'denominator',
      'extractedOn',
      'indicator',
      'numerator',
      'occurred',
      'period',
      'qualifier',
      'reason',
      'source',
      'sourceDigest',
      'status',
      'symbol',
      'value',
    ]);
    expect(SubmitReturn.properties.value.description).toBe(
      'value must be a plain decimal string such as "77" or "26.6"',
    );
    expect(SubmitReturn.properties.status).toMatchObject({
      type: ['string', 'null'],
      enum: ['provisional', 'final', null],
    });
    expect(SubmitReturn.properties.indicator).toMatchObject({ type: 'string' });
    for (const row of commandCatalogue) expect(Object.keys(schemaOfFields(row.command))).toContain('properties');
  });

  it('has examples that are what they say', () => {
    const examples = [
      ...operations.flatMap(([, , operation]) =>
        examplesOf(operation).map((example) => [operation.operationId, ...example] as const),
      ),
      ...examplesOf({ responses: document.components.responses }).map((example) => ['any', ...example] as const),
    ];
    expect(examples.length).toBeGreaterThan(commandCatalogue.length);
    for (const [operation, what, schema, example] of examples) {
      expect([operation, what, wrongBy(schema, example)]).toEqual([operation, what, '']);
    }
  });

  it('refers to nothing that it does not have', () => {
    const names = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    const { components } = document as unknown as { components: Record<string, Record<string, unknown>> };
    for (const [, room = '', name = ''] of names) expect(Object.keys(components[room] ?? {})).toContain(name);
  });

  it('describes what the command classes refuse', () => {
    const definition = exampleCommands.find(({ command }) => command === DefineIndicator);
    expect(wrongAs('SubmitReturn', { indicator: 'x', period: '2016-17', value: 77 })).not.toBe('');
    expect(wrongAs('SubmitReturn', { indicator: 'x', period: 'soon' })).not.toBe('');
    expect(wrongAs('SubmitReturn', { indicator: 'x' })).not.toBe('');
    expect(wrongAs('SubmitReturn', { indicator: 'x', period: '2016-17', colour: 'red' })).not.toBe('');
    expect(wrongAs('DefineIndicator', { ...definition?.example, frequencies: ['fortnight'] })).not.toBe('');
    expect(wrongAs('NewLedger', { id: 'Walsall', name: 'Walsall' })).not.toBe('');
  });

  it('has examples that a fresh ledger accepts, one after the other', async () => {
    const create = document.paths['/api/v1/ledgers']?.['post']?.requestBody?.content['application/json']?.example;
    expect((await service.post('/api/v1/ledgers', { ...create, live: true })).status).toBe(201);
    for (const { name, path, example } of exampleCommands) {
      const answer = await service.post(`/api/v1/ledgers/${create.id}/${path}`, example ?? {});
      // A ledger that is live from the start has nothing left to close.
      expect([name, answer.status, answer.json.detail]).toEqual([
        name,
        name === 'CloseMigration' ? 200 : 201,
        undefined,
      ]);
      expect([name, wrongAs('CommandAnswer', answer.json)]).toEqual([name, '']);
    }
    const issued = await service.post(
      `/api/v1/ledgers/${create.id}/snapshots`,
      document.paths['/api/v1/ledgers/{ledger}/snapshots']?.['post']?.requestBody?.content['application/json']?.example,
    );
    expect([issued.status, wrongAs('Snapshot', issued.json)]).toEqual([201, '']);
  });

  it('lies in docs/openapi.json as the code says it: run "npm run openapi" where it doesn’t', () => {
    const path = join(__dirname, '../../docs/openapi.json');
    expect(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : 'there is no docs/openapi.json').toEqual(
      JSON.parse(JSON.stringify(document)),
    );
  });
});

type Example = readonly [what: string, schema: any, example: unknown];

function examplesOf({ requestBody, responses }: Partial<Operation>): Example[] {
  const bodies: Example[] = Object.values(requestBody?.content ?? {}).map(({ schema, example }) => [
    'the body',
    schema,
    example,
  ]);
  const answers = Object.entries(responses ?? {}).flatMap(([status, { content = {} }]) =>
    Object.values(content).map(({ schema, example }): Example => [`the answer ${status}`, schema, example]),
  );
  return [...bodies, ...answers].filter(([, , example]) => example !== undefined);
}
