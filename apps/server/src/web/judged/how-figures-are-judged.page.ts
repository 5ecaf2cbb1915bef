import { Controller } from '@nestjs/common';
import { Page } from '../frame/page.js';
import type { PageContent } from '../frame/page-content.js';
import { paths } from '../paths.js';

/** How colours, comparisons and signals come about: what stands in the documentation, for a reader who has only pages. */
@Controller()
export class HowFiguresAreJudgedPage {
  @Page(paths.howFiguresAreJudged)
  show(): PageContent {
    return { template: 'judged/how-figures-are-judged.njk', title: 'How figures are judged', view: {} };
  }
}
