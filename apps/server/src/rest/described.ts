import { createParamDecorator, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerName } from '../openapi/answer-schemas.js';
import { pageRouteOf } from '../web/frame/page-route.js';
import { visitOf } from '../web/frame/visit.js';
import type { ParameterName } from './parameters.js';
import { QueryValues } from './query-values.js';

/** What a body may be. */
export type BodyDescription =
  | { readonly kind: 'fields'; readonly name: string; readonly of: new () => object; readonly example: object }
  | { readonly kind: 'file' };

/** The headings of the OpenAPI document, in their order. */
export const tags = ['Ledgers', 'Commands', 'Queries', 'Proofs', 'Service'] as const;

/** What a route is, told once: the OpenAPI document says it, and the route takes nothing else. */
export interface Description {
  readonly operation: string;
  readonly summary: string;
  readonly tag: (typeof tags)[number];
  readonly parameters?: readonly ParameterName[];
  /** Whether the request must carry an Idempotency-Key. */
  readonly appends?: true;
  /** Whether an If-Match with the version of an entity is looked at. */
  readonly edits?: true;
  /** Whether a reader may say with Last-Event-ID where they left off. */
  readonly resumes?: true;
  readonly body?: BodyDescription;
  /** What a good answer is, by its status. */
  readonly answers: Readonly<Record<number, AnswerDescription>>;
}

export interface AnswerDescription {
  readonly description: string;
  readonly schema: AnswerName;
  /** The media types that it comes as; left out, JSON. */
  readonly types?: readonly string[];
}

const DESCRIPTION = 'outturn:description';

/** Says what a route is. */
export const Described = (description: Description): MethodDecorator => SetMetadata(DESCRIPTION, description);

export const descriptionOf = (handler: object): Description | undefined =>
  Reflect.getMetadata(DESCRIPTION, handler) as Description | undefined;

const queryOf = (context: ExecutionContext): QueryValues => {
  const { query } = context.switchToHttp().getRequest<FastifyRequest>();
  const taken = descriptionOf(context.getHandler())?.parameters ?? [];
  return new QueryValues(query as Record<string, unknown>, taken);
};

/** The parameters of a request, in a handler. */
export const Query = createParamDecorator((_data: unknown, context: ExecutionContext) => queryOf(context));

/** Refuses parameters that a route doesn't take: a misspelt `knownAt` must not answer for now. */
export class KnownParameters implements CanActivate {
  canActivate(context: ExecutionContext): true {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (Object.keys(request.query as object).length === 0) return true;
    if (pageRouteOf(request.routeOptions.config).address === undefined) queryOf(context);
    else visitOf(request, http.getResponse<FastifyReply>());
    return true;
  }
}
