import { Controller } from '@nestjs/common';
import { allows, Outturn } from '@outturn/wiring';
import { Page } from '../../frame/page.js';
import type { PageContent } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { returnSlotOf } from './return-slot.js';
import { returnView } from './return.view.js';

/** One return: the figure that stands there, how it came about, and what can be done. */
@Controller()
export class ReturnPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.kpiReturn)
  async show(@Visiting() visit: Visit): Promise<PageContent> {
    const slot = await returnSlotOf(this.outturn, visit);
    const mayWrite = !visit.isTravelling && allows(visit.who.roles, 'return:submit');
    return returnView(slot, visit.links, mayWrite);
  }
}
