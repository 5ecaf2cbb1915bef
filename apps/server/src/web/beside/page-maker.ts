import { Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants';
import { Refused } from '../../problem/problem.js';
import { KeptPage } from '../frame/kept-page.js';
import { Layouts } from '../frame/layouts.js';
import { Download, Redirect, type PageAnswer } from '../frame/page-content.js';
import { pageRouteOf, type PageRoute } from '../frame/page-route.js';
import { newNonce } from '../frame/security-headers.js';
import { Visit, type CarriedVisit } from '../frame/visit.js';
import { allPages } from '../pages.js';
import { carryDownload, type MadePage } from './made-page.js';

type Handler = (visit: Visit) => Promise<PageAnswer>;

interface RememberedPage {
  readonly address: NonNullable<PageRoute['address']>;
  readonly controller: Type<Readonly<Record<string, Handler>>>;
  readonly method: string;
}

/** The handlers of the pages that are remembered, by the pattern of their addresses. */
export const rememberedPages: ReadonlyMap<string, RememberedPage> = new Map(
  allPages.flatMap((controller) =>
    Object.getOwnPropertyNames(controller.prototype).flatMap((method) => {
      const handler = (controller.prototype as Record<string, object>)[method] as object;
      const { address } = pageRouteOf(Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler));
      return address?.isRemembered === true ? [[address.pattern, { address, controller, method }]] : [];
    }),
  ),
);

/** Makes a page that is remembered from a visit that came from another thread: asks, words and lays it out. */
@Injectable()
export class PageMaker {
  constructor(
    private readonly pages: ModuleRef,
    private readonly layouts: Layouts,
  ) {}

  async make(carried: CarriedVisit): Promise<MadePage> {
    try {
      return await this.made(carried);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { refused: { problem: error.problem, headers: error.headers } };
    }
  }

  private async made(carried: CarriedVisit): Promise<MadePage> {
    const found = rememberedPages.get(carried.pattern);
    if (found === undefined) throw new Error(`no page at ${carried.pattern} is remembered`);
    const visit = Visit.landed(found.address, carried);
    const answer = await this.pages.get(found.controller)[found.method]?.(visit);
    if (answer === undefined) throw new Error(`nothing shows the page at ${carried.pattern}`);
    if (answer instanceof Redirect) return { redirect: answer.to };
    if (answer instanceof Download) return carryDownload(answer);
    const nonce = newNonce();
    const page = KeptPage.of(await this.layouts.html(answer, visit, nonce), nonce);
    return { page: page.written, status: answer.status ?? 200 };
  }
}
