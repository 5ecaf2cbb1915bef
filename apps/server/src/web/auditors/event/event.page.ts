import { Controller } from '@nestjs/common';
import { Outturn, Proofs } from '@outturn/wiring';
import { problem, Refused } from '../../../problem/problem.js';
import { Page } from '../../frame/page.js';
import { Download, type PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { positionIn } from '../position-in.js';
import { eventView } from './event.view.js';

/** One event: its envelope, what it says, its texts, and the proof that it is in the ledger. */
@Controller()
export class EventPage {
  constructor(
    private readonly outturn: Outturn,
    private readonly proofs: Proofs,
  ) {}

  @Page(paths.event)
  async show(@Visiting() { who, ledger, moment, parts, links }: Visit): Promise<PageAnswer> {
    const position = positionIn(parts['position']);
    const journal = await this.outturn.ask(who, ledger, 'journal', { ...moment, before: position + 1, limit: 1 });
    const event = journal.rows[0];
    if (event?.position !== position) {
      throw new Refused(problem(404, 'NotFound', `nothing was known at position ${position} at that moment`));
    }
    const { rows } = await this.outturn.ask(who, ledger, 'history', { entity: event.entity, to: journal.position });
    return eventView({ event, grounds: journal, ofEntity: rows, links });
  }

  @Page(paths.eventProof)
  async proof(@Visiting() { who, ledger, parts }: Visit): Promise<PageAnswer> {
    const position = positionIn(parts['position']);
    const proof = await this.proofs.proof(who, ledger, position);
    return new Download(`${ledger}-${position}.tlog-proof`, 'text/plain; charset=utf-8', proof);
  }
}
