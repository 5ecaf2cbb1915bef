import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { Layouts } from './layouts.js';
import { Download, Redirect, type PageAnswer, type PageContent } from './page-content.js';
import { newNonce, pageHeaders } from './security-headers.js';
import { render } from './templates.js';
import { visitOf, type Visit } from './visit.js';

/** Lays out what a page's handler gives back. */
@Injectable()
export class Rendering implements NestInterceptor {
  constructor(private readonly layouts: Layouts) {}

  intercept(context: ExecutionContext, next: CallHandler<PageAnswer>): Observable<string | Buffer> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const visit = visitOf(context);
    return next.handle().pipe(mergeMap((answer) => this.send(answer, visit, reply)));
  }

  private async send(answer: PageAnswer, visit: Visit, reply: FastifyReply): Promise<string | Buffer> {
    if (answer instanceof Redirect) {
      reply.status(303).header('Location', answer.to);
      return '';
    }
    if (answer instanceof Download) {
      const name = encodeURIComponent(answer.name);
      reply.status(200).type(answer.type).header('Content-Disposition', `attachment; filename*=UTF-8''${name}`);
      return answer.body;
    }
    return this.page(answer, visit, reply);
  }

  private async page(content: PageContent, visit: Visit, reply: FastifyReply): Promise<string> {
    const nonce = newNonce();
    reply.status(content.status ?? 200).headers(pageHeaders(nonce));
    const layout = await this.layouts.of(content, visit);
    return render(content.template, { ...content.view, layout, cspNonce: nonce });
  }
}
