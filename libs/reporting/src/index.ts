export * from './words/assessment-words.js';
export * from './words/shown-row.js';
export * from './words/stale-words.js';
export * from './words/warning-words.js';
export * from './words/basis-line.js';
export * from './documents/changes/changed-things.js';
export * from './words/entity-words.js';
export * from './words/event-words.js';
export * from './words/figure-words.js';
export * from './words/judgement-words.js';
export * from './words/moved-target-words.js';
export * from './words/name-words.js';
export * from './words/pending-words.js';
export * from './words/period-words.js';
export * from './words/rating-words.js';
export { refusalsOfNouns, refusalWords, wordsOfRefusal } from './words/refusals.js';
export * from './words/signal-words.js';
export * from './words/target-words.js';
export { csvLine } from './render/csv-line.js';
export { sparkline } from './charts/sparkline.js';
export type { Markup } from './charts/svg.js';
export type {
  Block,
  Cell,
  Column,
  Document,
  Phrase,
  Row,
  Section,
  Subject,
  Table,
  Tone,
} from './documents/document.js';
export { actionPlanDocument } from './documents/action-plan/action-plan-document.js';
export { pastDueNotStated, whyNoFigures, whyNothingOverdue } from './documents/attention/nothing-to-show.js';
export { actionStatusText, actionTag, dueText, isSilent, leadsOf } from './documents/action-plan/action-standing.js';
export { changedFigures, type ToldEvent } from './documents/indicator/corrections.js';
export { changesDocument } from './documents/changes/changes-document.js';
export { indicatorDocument } from './documents/indicator/indicator-document.js';
export { ranked } from './documents/attention/ranking.js';
export { reasonsOf, reasonWords, type Side } from './documents/attention/standing.js';
export { comparison, direction, ratings, ratingTag, ratingText } from './documents/scorecard/figure-cells.js';
export { type ScorecardIndicator, scorecardDocument } from './documents/scorecard/scorecard-document.js';
export { comparePriorities, NO_PRIORITY } from './documents/scorecard/priorities.js';
export { inShort, shortCommentary } from './documents/scorecard/short-commentary.js';
export { htmlSections, type Offer, tagForTemplate } from './render/html.js';
export { textOfDocument } from './render/text.js';
export { painted } from './render/text/paint.js';
export { displayWidth, printable, truncated, wrapped } from './render/text/printable.js';
export {
  type Cell as TextCell,
  type Page as TextPage,
  TextTable,
  tableText,
  type TableRow,
} from './render/text/text-table.js';
