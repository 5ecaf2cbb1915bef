import {
  CancelAction,
  CompleteAction,
  nouns,
  ReassignActionLead,
  RecordAction,
  ReopenAction,
  ReportActionProgress,
  RescheduleAction,
} from '@outturn/domain';
import { asksMoment } from '../parameters.js';
import { query } from '../query.js';
import { actionPlan } from './action-plan.js';
import { row, type ApplicationNoun } from '../command-row.js';
import type { FactReader } from '../facts.js';

/** Those of the command's measures that are the id of no indicator. */
const unknownMeasures = (facts: FactReader, { measures }: RecordAction): string[] =>
  (measures ?? []).filter((id) => facts.stateOf(nouns.indicator, { id }).status === 'unknown');

const common = {
  ...nouns['plan-action'],
  facts: { unknownMeasures: () => [] },
  permission: 'action:plan',
} as const;
const report = { ...common, permission: 'action:report' } as const;

export const planAction = {
  permissions: { 'action:plan': ['planner'], 'action:report': ['officer', 'planner'] },
  commands: [
    row({
      ...common,
      command: RecordAction,
      facts: { unknownMeasures },
      path: 'actions',
      summary: 'Plan an action, or say what has changed about it',
      example: {
        ref: '1.1',
        action: 'Find placements nearer home for children who have moved twice',
        objective: 'Children live in homes that last',
        priority: 'Placement stability',
        lead: 'Head of Placements',
        due: '2018-03 and annually',
        outcome: 'Fewer moves in a year',
        measures: ['placement-long-term'],
        recommendations: ['14', '16'],
        strategies: ['Sufficiency strategy'],
        status: 'planned',
      },
    }),
    row({
      ...report,
      command: ReportActionProgress,
      path: 'actions/report-progress',
      summary: 'Report progress on an action',
      example: { ref: '1.1', progress: 'Three carers approved within ten miles.' },
    }),
    row({
      ...common,
      command: RescheduleAction,
      path: 'actions/reschedule',
      summary: 'Move the due date of an action',
      example: { ref: '1.1', due: '2018-06-30', reason: 'The panel meets a quarter later.' },
    }),
    row({
      ...common,
      command: ReassignActionLead,
      path: 'actions/reassign',
      summary: 'Give an action another lead',
      example: { ref: '1.1', lead: 'Service Manager, Fostering' },
    }),
    row({
      ...report,
      command: CompleteAction,
      path: 'actions/complete',
      summary: 'Complete an action',
      example: { ref: '1.1', progress: 'Every child who moved twice has a nearer placement.' },
    }),
    row({
      ...common,
      command: ReopenAction,
      path: 'actions/reopen',
      summary: 'Reopen an action',
      example: { ref: '1.1', reason: 'Two more children have moved twice since.' },
    }),
    row({
      ...common,
      command: CancelAction,
      path: 'actions/cancel',
      summary: 'Cancel an action',
      example: { ref: '1.1', reason: 'Taken into the sufficiency strategy.' },
    }),
  ],
  queries: {
    actions: query(actionPlan, {
      asks: asksMoment,
      remembered: true,
      route: {
        path: 'actions',
        summary: 'The action plan as it then stood',
        answer: { description: 'The action plan.', schema: 'ActionPlan' },
        pinnedBy: ['knownAt'],
      },
    }),
  },
} as const satisfies ApplicationNoun;
