import type { Permission } from '@outturn/wiring';
import { paths } from '../paths.js';
import type { Links } from './links.js';

/** The way around a council's pages. Who may not do what a page is for is not shown the way. */
export const navigation: readonly {
  readonly text: string;
  readonly to: (links: Links) => string;
  readonly permission: Permission;
}[] = [
  { text: 'Summary', to: (links) => links.to(paths.home), permission: 'ledger:read' },
  { text: 'Scorecard', to: (links) => links.to(paths.scorecard), permission: 'ledger:read' },
  { text: 'Action plan', to: (links) => links.to(paths.actions), permission: 'ledger:read' },
  { text: 'Returns', to: (links) => links.to(paths.tasks), permission: 'return:submit' },
  { text: 'What changed', to: (links) => links.to(paths.changes), permission: 'ledger:read' },
  { text: 'Audit', to: (links) => links.to(paths.audit), permission: 'ledger:read' },
];
