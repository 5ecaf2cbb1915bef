import type { Grounds } from '@outturn/wiring';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';

export const auditView = (grounds: Grounds, key: string, links: Links): PageContent => ({
  template: 'auditors/audit/audit.njk',
  title: 'Audit',
  trail: [],
  grounds,
  view: {
    ways: [
      {
        text: 'Journal',
        href: links.to(paths.journal),
        what: 'Every event of the ledger: what happened, when it became known, who said so and why, each with its proof.',
      },
      {
        text: 'Snapshot',
        href: links.to(paths.snapshot),
        what: 'Freeze the scorecard of this moment as a signed file that can be checked years later.',
      },
      {
        text: 'Check a snapshot',
        href: links.now.to(paths.snapshotCheck),
        what: 'Bring a snapshot file and see whether it is what was signed, and whether every figure still comes out the same.',
      },
      {
        text: 'Replay and verify',
        href: links.now.to(paths.runs),
        what: 'Rebuild every figure from the events, and recompute the whole ledger from its stored bytes.',
      },
    ],
    root: grounds.root,
    key,
  },
});
