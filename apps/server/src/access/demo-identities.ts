import type { Role } from '@outturn/wiring';

/** Somebody that whoever tries the demonstration can be. */
export interface DemoIdentity {
  /** The actor's id in events. */
  readonly actor: string;
  readonly title: string;
  /** What they come for. */
  readonly does: string;
  readonly roles: readonly Role[];
}

/** One for each group that the pages are made for. */
export const demoIdentities: readonly DemoIdentity[] = [
  {
    actor: 'demo-member',
    title: 'Board member',
    does: 'Reads the scorecard and the action plan before a meeting',
    roles: ['reader'],
  },
  {
    actor: 'demo-officer',
    title: 'Performance officer',
    does: 'Submits and corrects returns',
    roles: ['officer', 'planner'],
  },
  {
    actor: 'demo-colleague',
    title: 'Another performance officer',
    does: 'Works on the same returns at the same time',
    roles: ['officer', 'planner'],
  },
  {
    actor: 'demo-coordinator',
    title: 'Coordinator of the rounds',
    does: 'Opens, closes and reopens collection rounds, and corrects what is closed',
    roles: ['coordinator'],
  },
  { actor: 'demo-clerk', title: 'Committee clerk', does: 'Issues snapshots as board papers', roles: ['clerk'] },
  {
    actor: 'demo-auditor',
    title: 'Auditor',
    does: 'Follows figures to their events and verifies them',
    roles: ['reader'],
  },
  {
    actor: 'demo-owner',
    title: 'Owner of the demonstration',
    does: 'May do everything',
    roles: ['owner'],
  },
];
