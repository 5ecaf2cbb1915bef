import type { Type } from '@nestjs/common';
import { AuditPage } from './audit/audit.page.js';
import { EventPage } from './event/event.page.js';
import { JournalPage } from './journal/journal.page.js';
import { RunsPage } from './runs/runs.page.js';
import { SnapshotCheckPage } from './snapshot/snapshot-check.page.js';
import { SnapshotPage } from './snapshot/snapshot.page.js';
import { WhyPage } from './why/why.page.js';

/** The pages of those who check what others recorded. */
export const auditorsPages: readonly Type[] = [
  AuditPage,
  JournalPage,
  EventPage,
  SnapshotPage,
  SnapshotCheckPage,
  RunsPage,
  WhyPage,
];
