import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Moment, Principal } from '@outturn/wiring';
import { principalOf } from '../../access/guard-requests.js';
import { badRequest } from '../../problem/problem.js';
import type { Address } from '../address.js';
import { Links } from './links.js';
import { withoutMoment } from './without-moment.js';
import { pageRouteOf } from './page-route.js';

/** A file as a form sent it. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What a form sent, by the names of its fields. */
export type SentForm = Readonly<Record<string, string | SentFile | readonly (string | SentFile)[] | undefined>>;

/** What a visit looks at of a request. */
export type VisitRequest = Pick<
  FastifyRequest,
  'principal' | 'query' | 'params' | 'url' | 'method' | 'body' | 'id' | 'today' | 'session'
>;

/** Somebody who looks at a page: who they are, of which ledger and at which moment, and what they asked and sent. */
export class Visit {
  readonly who: Principal;
  /** Links to other pages of the ledger, at the moment of this one. */
  readonly links: Links;
  private readonly query: Readonly<Record<string, unknown>>;

  constructor(
    readonly address: Address,
    private readonly request: VisitRequest,
    private readonly reply: Pick<FastifyReply, 'generateCsrf'>,
  ) {
    this.who = principalOf(request);
    this.query = request.query as Record<string, unknown>;
    mustBeKnown(this.query, address);
    const [knownAt, asAt] = [this.asked('known-at'), this.asked('as-at')];
    this.links = new Links(this.parts['ledger'] ?? '', {
      ...(knownAt === undefined ? {} : { knownAt }),
      ...(asAt === undefined ? {} : { asAt }),
    });
  }

  /** The ledger that the page is about; empty if it is about none. */
  get ledger(): string {
    return this.links.ledger;
  }

  /** The moment that the page is about, as every question takes it. */
  get moment(): Moment {
    return { ...this.links.moment, today: this.today };
  }

  /** Today in London when the page was asked for: all of a page is of one day, also of one that midnight falls into. */
  get today(): string {
    return this.request.today;
  }

  /** Whether the page is about an earlier moment than now. Nothing can be submitted there. */
  get isTravelling(): boolean {
    return this.moment.knownAt !== undefined || this.moment.asAt !== undefined;
  }

  /** The names in the page's address, decoded. */
  get parts(): Readonly<Record<string, string | undefined>> {
    return this.request.params as Record<string, string | undefined>;
  }

  /** A value in the address's query; nothing if it is empty. */
  asked(name: string): string | undefined {
    const value = this.query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** The address as it was asked for, from the first slash on. */
  get url(): string {
    return this.request.url;
  }

  /** Whether a form was sent here, rather than the page asked for. */
  get isSubmission(): boolean {
    return this.request.method === 'POST';
  }

  /** The address as it was asked for, as things stand now. */
  get urlNow(): string {
    return withoutMoment(this.url);
  }

  /** What stands in the address's query, as a form with the method `get` sends it. */
  get queried(): SentForm {
    return this.query as SentForm;
  }

  /** What the form sent; empty if none was. */
  get sent(): SentForm {
    return (this.request.body as SentForm | undefined) ?? {};
  }

  /** Ties the log, the answer and the events of this request together. */
  get requestId(): string {
    return this.request.id;
  }

  /** The session of this browser: it holds nothing until something is put there. */
  get session(): FastifyRequest['session'] {
    return this.request.session;
  }

  /** The visit of a page that is remembered, so that it can be shown elsewhere. Plain data. */
  get carried(): CarriedVisit {
    const { url, query, params, id, today } = this.request;
    const plain = (members: unknown): object => ({ ...(members as object) });
    return { pattern: this.address.pattern, url, query: plain(query), params: plain(params), id, today, who: this.who };
  }

  /** The visit again. It has no session, as no page has that is remembered. */
  static landed(address: Address, { who, ...request }: CarriedVisit): Visit {
    const nowhere = (): never => {
      throw new Error(`${address.pattern} is remembered, and yet looks for a session`);
    };
    const whole = { ...request, principal: who, method: 'GET', body: undefined };
    // A request is more than this; a remembered page looks at nothing else of it.
    const without = Object.defineProperty(whole, 'session', { get: nowhere }) as unknown as VisitRequest;
    return new Visit(address, without, { generateCsrf: nowhere });
  }

  /** A token that only a page of this session can hold. Every form that is posted carries one. */
  formToken(): string {
    return this.reply.generateCsrf();
  }
}

/** A visit as it crosses to another thread. Plain data. */
export interface CarriedVisit {
  readonly pattern: string;
  readonly url: string;
  readonly query: object;
  readonly params: object;
  readonly id: string;
  readonly today: string;
  readonly who: Principal;
}

/** A misspelt `known-at` must not show now. @throws Refused (400) */
function mustBeKnown(query: Readonly<Record<string, unknown>>, { query: names, isOfLedger }: Address): void {
  const taken = new Set([...names, ...(isOfLedger ? ['known-at', 'as-at'] : [])]);
  for (const [name, value] of Object.entries(query)) {
    const detail = taken.has(name)
      ? Array.isArray(value) && `the parameter "${name}" is given twice`
      : `there is no parameter "${name}" here`;
    if (detail !== false) throw badRequest('UnknownParameter', { parameter: name, detail });
  }
}

/** The visit, as the parameter of a page's handler. */
export const Visiting = createParamDecorator((_data: unknown, context: ExecutionContext): Visit => {
  const http = context.switchToHttp();
  return visitOf(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
});

/** The visit of a request for a page; the same one for everybody who asks. @throws Refused (400) */
export function visitOf(request: FastifyRequest, reply: FastifyReply): Visit {
  const { address } = pageRouteOf(request.routeOptions.config);
  if (address === undefined) throw new Error('this route serves no page');
  return (request.visit ??= new Visit(address, request, reply));
}

declare module 'fastify' {
  interface FastifyRequest {
    visit: Visit | null;
  }
}
