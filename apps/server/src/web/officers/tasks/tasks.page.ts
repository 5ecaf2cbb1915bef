import { Controller } from '@nestjs/common';
import { Outturn } from '@outturn/wiring';
import { Page } from '../../frame/page.js';
import type { PageContent } from '../../frame/page-content.js';
import { Visit, Visiting } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { tasksView } from './tasks.view.js';

/** What is to be submitted in the rounds. */
@Controller()
export class TasksPage {
  constructor(private readonly outturn: Outturn) {}

  @Page(paths.tasks)
  async show(@Visiting() visit: Visit): Promise<PageContent> {
    const { who, ledger, moment, links } = visit;
    const rounds = await this.outturn.ask(who, ledger, 'rounds', moment);
    return tasksView(rounds, { links, who, asked: visit.asked('who'), isTravelling: visit.isTravelling });
  }
}
