import { Controller } from '@nestjs/common';
import { entityParts } from '@outturn/kernel';
import { Outturn, Proofs, type HistoryRow, type IndicatorSeries } from '@outturn/wiring';
import { problem, Refused } from '../../../problem/problem.js';
import { Page } from '../../frame/page.js';
import type { PageContent } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { receiptView } from './receipt.view.js';

/** The receipt of an event: its position, and a proof that the ledger holds it. */
@Controller()
export class ReceiptPage {
  constructor(
    private readonly outturn: Outturn,
    private readonly proofs: Proofs,
  ) {}

  @Page(paths.receipt)
  async show(@Visiting() visit: Visit): Promise<PageContent> {
    const { who, ledger, links } = visit;
    const position = positionOf(visit);
    const { rows } = await this.outturn.ask(who, ledger, 'history', { from: position, to: position });
    const [event] = rows;
    if (event === undefined) throw notThere();
    const [proof, { grounds }] = [
      await this.proofs.proof(who, ledger, position),
      await this.outturn.ask(who, ledger, 'figures', { knownAt: String(position) }),
    ];
    return receiptView({ event, proof, grounds, definition: await this.definitionOf(visit, event) }, links);
  }

  /** The definition of a return's indicator; null for an event that is about something else. */
  private async definitionOf(visit: Visit, { entity }: HistoryRow): Promise<IndicatorSeries['definition'] | null> {
    const [kind, indicator = ''] = entityParts(entity);
    if (kind !== 'return') return null;
    return (await this.outturn.ask(visit.who, visit.ledger, 'indicator', { indicator })).definition;
  }
}

/** @throws Refused (404) */
function positionOf({ parts: { position = '' } }: Visit): number {
  if (!/^[1-9]\d{0,14}$/.test(position)) throw notThere();
  return Number(position);
}

const notThere = (): Refused => new Refused(problem(404, 'NotFound', 'There is no such event.'));
