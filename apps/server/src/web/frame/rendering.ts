import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { keptPageAnswer } from './kept-page-answer.js';
import { KeptPage } from './kept-page.js';
import { Layouts } from './layouts.js';
import { Download, Redirect, type PageAnswer } from './page-content.js';
import { RememberedPages } from './remembered-pages.js';
import { newNonce, pageHeaders } from './security-headers.js';
import { render } from './templates.js';
import { visitOf, type Visit } from './visit.js';

/** Lays out what a page's handler gives back. */
@Injectable()
export class Rendering implements NestInterceptor {
  constructor(
    private readonly layouts: Layouts,
    private readonly remembered: RememberedPages,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler<PageAnswer>): Promise<Observable<Sent>> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const visit = visitOf(request, reply);
    // Before anything is read: a page must not be remembered under a head that it may not show.
    const key = await this.remembered.keyOf(visit);
    return next.handle().pipe(mergeMap((answer) => this.send(answer, { visit, request, reply, key })));
  }

  private async send(answer: PageAnswer, { visit, request, reply, key }: Way): Promise<Sent> {
    if (answer instanceof Redirect) {
      reply.status(303).header('Location', answer.to);
      return '';
    }
    if (answer instanceof Download) {
      const name = encodeURIComponent(answer.name);
      reply
        .status(200)
        .type(answer.type)
        .headers({
          'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
          'Cache-Control': 'private, no-store',
        });
      return answer.body;
    }
    const { status = 200, template, view } = answer;
    reply.status(status);
    const layout = await this.layouts.of(answer, visit);
    const nonce = newNonce();
    const html = render(template, { ...view, layout, cspNonce: nonce });
    if (key === null || status !== 200) {
      reply.headers(pageHeaders(nonce));
      return html;
    }
    const page = new KeptPage(html, nonce);
    this.remembered.keep(key, page);
    return keptPageAnswer(page, request, reply);
  }
}

/** The body of an answer; nothing where the reader has it already. */
type Sent = string | Buffer | undefined;

/** Where an answer goes: to whom, and what it is remembered under. */
interface Way {
  readonly visit: Visit;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly key: string | null;
}
