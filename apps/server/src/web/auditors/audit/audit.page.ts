import { Controller } from '@nestjs/common';
import { Outturn, Proofs } from '@outturn/wiring';
import { Page } from '../../frame/page.js';
import type { PageAnswer } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { auditView } from './audit.view.js';

/** Where an auditor begins: what can be looked at and checked, and what to take along. */
@Controller()
export class AuditPage {
  constructor(
    private readonly outturn: Outturn,
    private readonly proofs: Proofs,
  ) {}

  @Page(paths.audit)
  async show(@Visiting() { who, ledger, moment, links }: Visit): Promise<PageAnswer> {
    const grounds = await this.outturn.ask(who, ledger, 'journal', { ...moment, limit: 1 });
    return auditView(grounds, await this.proofs.key(who, ledger), links);
  }
}
