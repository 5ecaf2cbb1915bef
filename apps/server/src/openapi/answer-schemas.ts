import { returnStates } from '@outturn/domain';
import { importKinds } from '@outturn/intake';
import {
  figureColumns,
  type ActionPlan,
  type ChangedRow,
  type Difference,
  type HistoryRow,
  type IndicatorSeries,
  type LedgerSummary,
  type Listing,
  type PlannedAction,
  type Reminder,
  type Reminders,
  type RoundRow,
  type Rounds,
  type Scorecard,
  type ScorecardRow,
  type Snapshot,
} from '@outturn/wiring';
import type { JsonSchema } from './json-schema.js';

const text = { type: 'string' } as const;
const integer = { type: 'integer' } as const;
const flag = { type: 'boolean' } as const;
const orNull = ({ type, ...rest }: { readonly type: string }): JsonSchema => ({ type: [type, 'null'], ...rest });
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const nullOr = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });

/** An object of which every named member is there; answers may gain members without breaking anyone. */
const record = (properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

const textOrNull = orNull(text);
const figure = { type: 'string', description: 'A plain decimal, such as "77" or "26.6".' } as const;
const figureOrNull = orNull(figure);

const grounds = {
  ledger: text,
  position: { ...integer, minimum: 0, description: 'The position that the answer rests on.' },
  root: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'The Merkle root at that position.' },
} as const;

/** The members of an answer: one that its type has and that is missing here breaks the build. */
type MembersOf<Answer> = { readonly [Member in keyof Required<Answer>]: JsonSchema };

type MayBeMissing<Answer> = {
  [Member in keyof Answer]-?: undefined extends Answer[Member] ? Member : never;
}[keyof Answer];

/** The schema of an answer that has a type: it describes all of its members and no other. */
const answerOf = <Answer extends object>(
  properties: MembersOf<Answer>,
  optional: readonly (MayBeMissing<Answer> & string)[] = [],
): JsonSchema => record(properties, optional);

const listing = <Answer extends Listing<unknown>>(
  row: string,
  more: MembersOf<Omit<Answer, keyof Listing<unknown>>>,
): JsonSchema => record({ ...grounds, ...more, rows: listOf(ref(row)) });

const named = { position: integer, type: text, eventId: text } as const;
const place = { file: text, line: orNull(integer), column: textOrNull, value: textOrNull, kind: text, message: text };
const moved = { period: text, value: figure, direction: text } as const;

/** The schema of everything that is answered, by name. A test holds real answers against them. */
export const answerSchemas = {
  Problem: record(
    {
      type: { type: 'string', format: 'uri' },
      title: text,
      status: integer,
      detail: text,
      instance: text,
      errors: listOf(
        record({ pointer: text, parameter: text, header: text, line: integer, column: integer, detail: text }, [
          'pointer',
          'parameter',
          'header',
          'line',
          'column',
        ]),
      ),
    },
    ['errors'],
  ),
  CommandAnswer: record({
    ...grounds,
    status: { type: 'string', enum: ['accepted', 'repeated', 'unchanged'] },
    entity: text,
    entityVersion: integer,
    events: listOf(record(named)),
  }),
  LedgerSummary: answerOf<LedgerSummary>({
    ...grounds,
    name: textOrNull,
    areaCode: textOrNull,
    migration: { type: 'string', enum: ['open', 'closed'] },
    recordedAt: text,
    knownFrom: text,
  }),
  Ledgers: record({
    rows: listOf(ref('LedgerSummary')),
    unreadable: listOf(text),
    faults: listOf(record({ ledger: text, detail: text })),
  }),
  Scorecard: listing<Scorecard>('Assessment', { asAt: { type: 'string', format: 'date' } }),
  Assessment: answerOf<ScorecardRow>(
    {
      indicator: text,
      title: text,
      breakdown: text,
      period: textOrNull,
      periodKind: textOrNull,
      value: figureOrNull,
      computed: figure,
      published: textOrNull,
      numerator: figureOrNull,
      denominator: figureOrNull,
      symbol: textOrNull,
      qualifier: textOrNull,
      unit: text,
      decimals: integer,
      polarity: text,
      status: textOrNull,
      target: nullOr(
        record({
          kind: text,
          value: figureOrNull,
          lower: figureOrNull,
          upper: figureOrNull,
          milestones: listOf({ type: 'object' }),
          rules: listOf({ type: 'object' }),
          met: orNull(flag),
          onCourse: orNull(flag),
          metBy: textOrNull,
          variance: figureOrNull,
          favourable: orNull(flag),
          period: textOrNull,
        }),
      ),
      targetAhead: nullOr(record({ period: textOrNull, from: textOrNull, to: textOrNull, id: text })),
      movedTargets: listOf(
        record({
          id: text,
          period: textOrNull,
          from: textOrNull,
          to: textOrNull,
          ended: { type: 'string', format: 'date' },
          was: nullOr({ type: 'object' }),
          becomes: nullOr({ type: 'object' }),
          on: textOrNull,
          position: integer,
        }),
      ),
      rag: { type: 'string', enum: ['green', 'amber', 'red', 'not_rated'] },
      ragReason: text,
      ragBasis: textOrNull,
      ragPolicy: text,
      benchmarks: listOf(
        record({
          area: text,
          period: text,
          value: figureOrNull,
          release: textOrNull,
          difference: figureOrNull,
          periodDiffers: flag,
          yearsOld: orNull(integer),
          verdict: text,
          significance: text,
        }),
      ),
      travel: record({
        previous: nullOr(record({ ...moved, gap: listOf(text) })),
        yearAgo: nullOr(record(moved)),
      }),
      stale: orNull(integer),
      pending: nullOr(record({ value: figureOrNull, period: text, waitsFor: text, endsOn: text, count: integer })),
      basis: { type: 'string', enum: ['migrated', 'recorded'] },
      commentary: textOrNull,
      source: textOrNull,
      warnings: listOf({ type: 'object' }),
      provenance: listOf(record({ position: integer, type: text, undated: { const: true } }, ['undated'])),
    },
    ['computed', 'ragReason'],
  ),
  IndicatorSeries: listing<IndicatorSeries>('Assessment', {
    asAt: text,
    definition: { type: 'object' },
    earlierDefinitions: listOf({ type: 'object' }),
    targets: listOf({ type: 'object' }),
    benchmarks: listOf({ type: 'object' }),
    pending: listOf({ type: 'object' }),
  }),
  ActionPlan: listing<ActionPlan>('PlannedAction', { asAt: text }),
  PlannedAction: answerOf<PlannedAction>(
    {
      ref: text,
      action: text,
      objective: textOrNull,
      priority: textOrNull,
      lead: textOrNull,
      due: textOrNull,
      outcome: textOrNull,
      measures: listOf(text),
      status: text,
      progress: textOrNull,
      progressAt: orNull(integer),
      recommendations: listOf(text),
      strategies: listOf(text),
      position: integer,
      type: text,
      basis: { type: 'string', enum: ['migrated', 'recorded'] },
      undated: { const: true },
      overdue: flag,
    },
    ['undated'],
  ),
  Rounds: listing<Rounds>('Round', { asAt: text, today: { type: 'string', format: 'date' } }),
  Round: answerOf<RoundRow>({
    round: text,
    period: text,
    due: text,
    daysLeft: integer,
    status: { type: 'string', enum: ['open', 'closed'] },
    closedOn: textOrNull,
    reopenedFor: textOrNull,
    submitters: listOf(text),
    counts: record(Object.fromEntries(returnStates.map((state): [string, JsonSchema] => [state, integer]))),
    returns: listOf(
      record({
        indicator: text,
        breakdown: text,
        title: text,
        unit: text,
        state: { type: 'string', enum: returnStates },
        cameOn: textOrNull,
        value: figureOrNull,
        symbol: textOrNull,
        qualifier: textOrNull,
        status: textOrNull,
        position: orNull(integer),
      }),
    ),
    position: integer,
  }),
  Reminders: listing<Reminders>('Reminder', { asAt: text, today: { type: 'string', format: 'date' } }),
  Reminder: answerOf<Reminder>({
    who: text,
    round: text,
    indicator: text,
    breakdown: text,
    title: text,
    period: text,
    due: text,
    daysLeft: { ...integer, description: 'Below 0 after the due date.' },
    state: { type: 'string', enum: ['missing', 'not_yet_due'] },
  }),
  Event: answerOf<HistoryRow>(
    {
      ledger: text,
      ...named,
      entity: text,
      entityVersion: integer,
      schemaVersion: integer,
      data: { type: 'object' },
      recordedAt: text,
      occurredAt: text,
      knownFrom: text,
      actor: text,
      actorAssurance: { type: 'string', enum: ['asserted', 'authenticated'] },
      via: text,
      commandId: text,
      commandDigest: text,
      batch: record({ id: text, index: integer, size: integer }),
      correlationId: text,
      causationId: textOrNull,
      texts: { type: 'object', additionalProperties: textOrNull },
      undated: { const: true },
    },
    ['occurredAt', 'undated'],
  ),
  EventPage: listing('Event', { next: textOrNull }),
  Difference: listing<Difference>('ChangedRow', {
    from: integer,
    to: integer,
    texts: { type: 'object', additionalProperties: record({ text, redactedAt: integer }, ['text', 'redactedAt']) },
    verdicts: listOf(record({ before: ref('Assessment'), after: nullOr(ref('Assessment')) })),
    next: { type: ['integer', 'null'] },
  }),
  ChangedRow: answerOf<ChangedRow>({
    view: text,
    key: listOf(text),
    before: orNull({ type: 'object' }),
    after: orNull({ type: 'object' }),
    events: listOf(record({ position: integer, type: text, actor: text, knownFrom: text, reason: textOrNull })),
  }),
  Figures: record({ ...grounds, rows: listOf(ref('Figure')) }),
  Figure: record(
    Object.fromEntries(
      figureColumns.map((column): [string, JsonSchema] => [column, column === 'position' ? integer : textOrNull]),
    ),
  ),
  Snapshot: answerOf<Snapshot>({
    format: { const: 'outturn-snapshot@2' },
    ...grounds,
    asAt: text,
    preparedFor: textOrNull,
    indicators: { type: ['array', 'null'], items: text },
    rules: { type: 'object', additionalProperties: text },
    rows: listOf(ref('Assessment')),
    digest: { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' },
    texts: { type: 'object', additionalProperties: record({ salt: text, text }) },
  }),
  ImportAnswer: record({
    ...grounds,
    dryRun: flag,
    accepted: integer,
    unchanged: integer,
    withdrawn: integer,
    defined: integer,
    rejected: listOf(record(place)),
    rejectedCount: integer,
    rejectedRows: integer,
    files: listOf(record({ file: text, kind: { enum: [...importKinds, null] }, stated: flag, rows: integer })),
    rows: listOf(
      record({
        file: text,
        line: orNull(integer),
        entity: text,
        outcome: { enum: ['accepted', 'unchanged', 'withdrawn'] },
        changes: listOf(record({ member: text, was: textOrNull, becomes: textOrNull })),
      }),
    ),
    readings: listOf(
      record({ file: text, line: orNull(integer), column: text, value: text, message: text, cells: integer }),
    ),
    warnings: listOf(record(place)),
    warningCount: integer,
  }),
  Export: { type: 'string', description: 'JSON Lines.' },
  Health: {
    type: 'object',
    properties: {
      status: text,
      ledgers: { type: 'integer' },
      unreadable: { type: 'integer', description: 'Files among the ledgers that cannot be read; the log names them.' },
      replicas: {
        type: 'object',
        description: 'Where ledgers live in EventStoreDB: the worst of all replicas of this node.',
        properties: {
          behind: { type: ['integer', 'null'] },
          seenSecondsAgo: { type: 'integer' },
          rehashedSecondsAgo: { type: ['integer', 'null'] },
        },
      },
    },
    required: ['status'],
  },
  Text: text,
  OpenApi: { type: 'object' },
} as const satisfies Readonly<Record<string, JsonSchema>>;

export type AnswerName = keyof typeof answerSchemas;
