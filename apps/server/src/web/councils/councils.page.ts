import { Controller } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { Page } from '../frame/page.js';
import type { PageContent } from '../frame/page-content.js';
import { Visit, Visiting } from '../frame/visit.js';
import { paths } from '../paths.js';
import { councilsView } from './councils.view.js';

/** Every ledger that the reader may see. */
@Controller()
export class CouncilsPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.councils)
  async show(@Visiting() visit: Visit): Promise<PageContent> {
    const { rows, unreadable } = await this.outturn.listLedgers(visit.who);
    return councilsView(rows, unreadable);
  }
}
