import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeMap, of, type Observable } from 'rxjs';
import { landPage, type LaidOutPage } from '../beside/made-page.js';
import { keptPageAnswer } from './kept-page-answer.js';
import { KeptPage } from './kept-page.js';
import { Layouts } from './layouts.js';
import { Download, Redirect, type PageAnswer } from './page-content.js';
import { PagesBeside } from './pages-beside.js';
import { RememberedPages } from './remembered-pages.js';
import { newNonce, pageHeaders } from './security-headers.js';
import { visitOf } from './visit.js';

/** Lays out what a page's handler gives back. */
@Injectable()
export class Rendering implements NestInterceptor {
  constructor(
    private readonly layouts: Layouts,
    private readonly remembered: RememberedPages,
    private readonly beside: PagesBeside,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler<PageAnswer>): Promise<Observable<Sent>> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const visit = visitOf(request, reply);
    // Before anything is read: a page must not be remembered under a head that it may not show.
    const key = await this.remembered.keyOf(visit);
    const made = key === null ? null : await this.beside.make(key, visit);
    if (made !== null) return of(this.send(landPage(made), { request, reply, key }));
    return next.handle().pipe(
      mergeMap(async (answer) => {
        const nonce = newNonce();
        if (answer instanceof Redirect || answer instanceof Download) return this.send(answer, { request, reply, key });
        const html = await this.layouts.html(answer, visit, nonce);
        const { status = 200 } = answer;
        if (key !== null) return this.send({ page: KeptPage.of(html, nonce), status }, { request, reply, key });
        reply.status(status).headers(pageHeaders(nonce));
        return html;
      }),
    );
  }

  private send(answer: LaidOutPage | Redirect | Download, { request, reply, key }: Way): Sent {
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
    const { page, status } = answer;
    reply.status(status);
    if (key !== null && status === 200) {
      this.remembered.keep(key, page);
      return keptPageAnswer(page, request, reply);
    }
    const nonce = newNonce();
    reply.headers(pageHeaders(nonce));
    return page.plain(nonce);
  }
}

/** The body of an answer; nothing where the reader has it already. */
type Sent = string | Buffer | undefined;

/** Where an answer goes: to whom, and what it is remembered under. */
interface Way {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly key: string | null;
}
