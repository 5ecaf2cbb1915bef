import type { TargetData, TargetEvent, TargetRow, TargetValue, RelativeRule, Unit } from '@outturn/domain';
import { inUnit } from '../figure-words.js';
import { said, text, type Members, type NounEvents } from '../member.js';
import { areaName } from '../name-words.js';
import { dayInWords } from '../period-words.js';

/** What is to be reached: "72%", "a milestone of 50%", "8% to 12%", "better than England". */
export function targetStated(target: TargetValue, unit: Unit): string {
  switch (target.kind) {
    case 'point':
      return inUnit(target.value, unit);
    case 'milestone':
      return `a milestone of ${inUnit(target.value, unit)}`;
    case 'range':
      return rangeStated(target, unit);
    case 'relative':
      return target.rules.map(ruleStated).join(' and ');
  }
}

function rangeStated({ lower, upper }: Extract<TargetValue, { kind: 'range' }>, unit: Unit): string {
  if (lower === null && upper === null) return 'a range whose bounds were not published';
  if (lower === null) return `up to ${inUnit(upper ?? '', unit)}`;
  return upper === null ? `${inUnit(lower, unit)} or more` : `${inUnit(lower, unit)} to ${inUnit(upper, unit)}`;
}

function ruleStated(rule: RelativeRule): string {
  switch (rule.rule) {
    case 'better_than':
      return `better than ${areaName(rule.area)}`;
    case 'at_or_better_than':
      return `at or better than ${areaName(rule.area)}`;
    case 'improves_on_previous':
      return 'better than the period before';
    case 'quartile':
      return `in quartile ${rule.band}`;
  }
}

const approval = {
  rationale: text('rationale'),
  approvedBy: text('approved by'),
  approvedOn: said('approved on', dayInWords),
};

const target: Members<TargetData> = {
  indicator: null,
  breakdown: null,
  span: null,
  target: { label: 'target', say: targetStated },
  ...approval,
};

export const targetEvents: NounEvents<TargetEvent> = {
  TargetSet: { deed: 'set', members: target },
  TargetRevised: { deed: 'revised', members: { ...target, reason: text('reason') } },
  TargetWithdrawn: {
    deed: 'withdrawn',
    members: { indicator: null, breakdown: null, span: null, reason: text('reason') },
  },
};

/** A target as it stands, without what its main line says. */
export const targetRow: Members<TargetRow & Pick<TargetData, 'rationale' | 'approvedBy' | 'approvedOn'>> = {
  id: null,
  indicator: null,
  breakdown: null,
  period: null,
  from: null,
  to: null,
  target: null,
  ...approval,
  position: null,
  type: null,
  basis: null,
  undated: null,
};
