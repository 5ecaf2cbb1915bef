import type { Difference, Grounds } from '@outturn/wiring';
import { changesDocument, htmlSections, type KnownNames } from '@outturn/reporting';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { subjectAddress } from '../subject-address.js';

export interface ChangesFacts {
  readonly form: FormView;
  readonly difference: Difference;
  readonly names: KnownNames;
  /** The two moments as they were asked for: dates or positions; null is now. */
  readonly from: string;
  readonly to: string | null;
  readonly links: Links;
  readonly grounds: Pick<Grounds, 'position'> & { readonly asAt: string };
}

/** How many things of one group are on a page; a publisher's table changes thousands of cells at once. */
const MOST = 200;

export function changesView({ form, difference, names, from, to, links, grounds }: ChangesFacts): PageContent {
  const title = 'What changed';
  const document = changesDocument({ title, changes: difference, names, from, to, most: MOST });
  return {
    template: 'board/changes/changes.njk',
    title,
    trail: [],
    grounds,
    view: { form, document: htmlSections(document, { addressOf: subjectAddress(links) }) },
  };
}
