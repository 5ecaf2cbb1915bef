import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openApiDocument } from '../../apps/server/src/openapi/openapi-document';
import { controllers } from '../../apps/server/src/server.module';

/** The OpenAPI document as the tests look at it. */
export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, any>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

export interface Response {
  readonly content: Readonly<Record<string, { readonly schema: any; readonly example?: any }>>;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: Response;
  readonly responses: Readonly<Record<string, Partial<Response> & { readonly $ref?: string }>>;
}

export const document = openApiDocument(controllers) as unknown as OpenApi;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, 'outturn');

/** What is wrong with a value by a schema that refers into the document; nothing where it is right. */
export function wrongBy(schema: { readonly $ref?: string }, value: unknown): string {
  const check = ajv.compile(schema.$ref === undefined ? schema : { $ref: `outturn${schema.$ref}` });
  return check(value) ? '' : ajv.errorsText(check.errors);
}

/** What is wrong with a value by a named schema; nothing where it is right. */
export const wrongAs = (name: string, value: unknown): string =>
  wrongBy({ $ref: `#/components/schemas/${name}` }, value);
