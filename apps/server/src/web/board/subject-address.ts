import type { Subject } from '@outturn/reporting';
import type { Links } from '../frame/links.js';
import { paths } from '../paths.js';

/** Where the pages of a moment say more about what a document names; null if no page does. */
export const subjectAddress =
  (links: Links) =>
  ({ noun, id, part }: Subject): string | null => {
    switch (noun) {
      case 'indicator':
        return links.to(paths.indicator, { indicator: id }, { ...part });
      case 'action':
        return links.to(paths.action, { ref: id });
      default:
        return null;
    }
  };
