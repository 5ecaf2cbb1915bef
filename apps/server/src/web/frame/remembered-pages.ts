import { Injectable } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import type { FastifyInstance, preHandlerAsyncHookHandler } from 'fastify';
import { LRUCache } from 'lru-cache';
import { keptPageAnswer } from './kept-page-answer.js';
import type { KeptPage } from './kept-page.js';
import { pageRouteOf } from './page-route.js';
import { visitOf, type Visit } from './visit.js';

/** How much of pages is kept: some hundreds of scorecards of two hundred rows. Bytes. */
const KEPT = 32 * 1_048_576;

/**
 * Remembers pages for as long as their ledger has the same head and the day is the same: such a page says nothing but what
 * the ledger holds and how that stands today, so whoever may see it sees the same, whatever moment it is about. Any append,
 * a redaction included, moves the head.
 */
@Injectable()
export class RememberedPages {
  private readonly pages = new LRUCache<string, KeptPage>({ maxSize: KEPT, sizeCalculation: ({ size }) => size });

  constructor(private readonly outturn: Outturn) {}

  /** What a page is remembered under; null for one that is made afresh each time. @throws NotAllowed, LedgerNotFound */
  async keyOf({ address, who, ledger, url, today }: Visit): Promise<string | null> {
    if (!address.isRemembered) return null;
    const position = await this.outturn.headOf(who, ledger);
    return JSON.stringify([ledger, position, url, who.actor, who.roles, today]);
  }

  async find(visit: Visit): Promise<KeptPage | undefined> {
    const key = await this.keyOf(visit);
    return key === null ? undefined : this.pages.get(key);
  }

  keep(key: string, page: KeptPage): void {
    this.pages.set(key, page);
  }
}

/** Answers with a page that is remembered, before anything is done to make one. */
export function answerRememberedPages(server: FastifyInstance, remembered: RememberedPages): void {
  server.addHook('onRoute', (route) => {
    if (pageRouteOf(route.config).isRemembered !== true) return;
    const answer: preHandlerAsyncHookHandler = async (request, reply) => {
      const page = await remembered.find(visitOf(request, reply));
      return page === undefined ? undefined : reply.send(keptPageAnswer(page, request, reply));
    };
    route.preHandler = [...[route.preHandler ?? []].flat(), answer];
  });
}
