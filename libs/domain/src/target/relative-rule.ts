import type { RelativeRule } from './target.events.js';

// "Yorkshire and The Humber" is one area: an "and" inside quotation marks joins nothing.
const AND = /\s+and(?:\s+|$)(?=(?:[^"]*"[^"]*")*[^"]*$)/i;
const BETTER_THAN = /^(better_than|at_or_better_than):\s*(?:"([^"]+)"|([^":;,]+))$/;
const QUARTILE = /^quartile:\s*([ABCD])$/;

/**
 * Reads the rules of a relative target: `better_than:england`, `at_or_better_than:walsall`, `improves_on_previous`,
 * `quartile:A`, several joined by ` and `. An area whose name holds an "and" stands in quotation marks.
 * Returns null when any of them is not understood.
 */
export function parseRelativeRules(text: string): RelativeRule[] | null {
  const rules = text.trim().split(AND).map(parseRule);
  return rules.every((rule) => rule !== null) ? rules : null;
}

function parseRule(text: string): RelativeRule | null {
  if (text === 'improves_on_previous') return { rule: 'improves_on_previous' };
  const quartile = QUARTILE.exec(text);
  if (quartile !== null) return { rule: 'quartile', band: quartile[1] as 'A' | 'B' | 'C' | 'D' };
  const comparison = BETTER_THAN.exec(text);
  const area = (comparison?.[2] ?? comparison?.[3] ?? '').trim();
  if (comparison === null || area === '') return null;
  return { rule: comparison[1] === 'better_than' ? 'better_than' : 'at_or_better_than', area };
}

/** The rules as a command writes them; an area's name in quotation marks if it could be read otherwise. */
export const relativeRulesText = (rules: readonly RelativeRule[]): string => rules.map(ruleText).join(' and ');

function ruleText(rule: RelativeRule): string {
  switch (rule.rule) {
    case 'improves_on_previous':
      return rule.rule;
    case 'quartile':
      return `quartile:${rule.band}`;
    case 'better_than':
    case 'at_or_better_than':
      return `${rule.rule}:${/\band\b|[:;,]/i.test(rule.area) ? `"${rule.area}"` : rule.area}`;
  }
}
