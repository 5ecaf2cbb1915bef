import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { mergeMap, of, type Observable } from 'rxjs';
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

  async intercept(context: ExecutionContext, next: CallHandler<PageAnswer>): Promise<Observable<string | Buffer>> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const visit = visitOf(context);
    const nonce = newNonce();
    const key = await this.remembered.keyOf(visit);
    const known = key === null ? undefined : this.remembered.find(key, nonce);
    if (known !== undefined) {
      reply.headers(pageHeaders(nonce));
      return of(known);
    }
    return next.handle().pipe(mergeMap((answer) => this.send(answer, { visit, reply, nonce, key })));
  }

  private async send(answer: PageAnswer, { visit, reply, nonce, key }: Way): Promise<string | Buffer> {
    if (answer instanceof Redirect) {
      reply.status(303).header('Location', answer.to);
      return '';
    }
    if (answer instanceof Download) {
      const name = encodeURIComponent(answer.name);
      reply.status(200).type(answer.type).header('Content-Disposition', `attachment; filename*=UTF-8''${name}`);
      return answer.body;
    }
    const { status = 200, template, view } = answer;
    reply.status(status).headers(pageHeaders(nonce));
    const layout = await this.layouts.of(answer, visit);
    const html = render(template, { ...view, layout, cspNonce: nonce });
    if (key !== null && status === 200) this.remembered.keep(key, html, nonce);
    return html;
  }
}

/** Where an answer goes: to whom, with which nonce, and what it is remembered under. */
interface Way {
  readonly visit: Visit;
  readonly reply: FastifyReply;
  readonly nonce: string;
  readonly key: string | null;
}
