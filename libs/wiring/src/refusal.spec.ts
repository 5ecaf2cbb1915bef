import { IdempotencyKeyReused, NotKnown, QueryRefused, type Rejection } from '@outturn/application';
import type { LedgerRejection } from '@outturn/domain';
import * as ledgerErrors from '@outturn/ledger';
import { refusalsOfNouns, refusalWords } from '@outturn/reporting';
import { InvalidCommand } from './arrival.js';
import { NotAllowed } from './principal.js';
import { exitCodes, refusalOfError, refusalOfRejection } from './refusal.js';

type Kind = LedgerRejection['kind'];

/** One of each kind that a decider can give: a kind that is missing here breaks the build. */
const examples = {
  AskedInAnotherRound: {
    kind: 'AskedInAnotherRound',
    field: 'indicators',
    indicator: 'cl-eet',
    breakdown: 'age=16-18',
    period: '2017-18Q2',
    round: 'autumn',
  },
  ActionIsCancelled: { kind: 'ActionIsCancelled', ref: 'train' },
  ActionIsCompleted: { kind: 'ActionIsCompleted', ref: 'train' },
  ActionIsNotClosed: { kind: 'ActionIsNotClosed', ref: 'train', status: 'in_progress' },
  CorrectionNeedsReason: {
    kind: 'CorrectionNeedsReason',
    field: 'reason',
    was: '77',
    becomes: '78',
    changed: ['value'],
  },
  DefinitionNeedsReason: { kind: 'DefinitionNeedsReason', field: 'reason', changed: ['unit', 'polarity'] },
  DenominatorWithoutNumerator: { kind: 'DenominatorWithoutNumerator', field: 'numerator', denominator: '60' },
  DenominatorZero: { kind: 'DenominatorZero', field: 'denominator' },
  FinalCannotBecomeProvisional: { kind: 'FinalCannotBecomeProvisional', field: 'status' },
  DueDateNeedsReason: { kind: 'DueDateNeedsReason', field: 'reason', was: '2015-03-31', becomes: '2015-06-30' },
  FigureBesideSymbol: { kind: 'FigureBesideSymbol', field: 'value', symbol: 'x' },
  GapWithoutValue: { kind: 'GapWithoutValue', field: 'value' },
  IndicatorRetired: { kind: 'IndicatorRetired', field: 'indicator', indicator: 'stability' },
  AreaNumbersDiffer: { kind: 'AreaNumbersDiffer', field: 'area', area: 'Walsall', areaCode: '342', held: 'St Helens' },
  LabelHeld: {
    kind: 'LabelHeld',
    table: 'lait',
    field: 'label',
    label: 'LAIT',
    date: '2024-11-19',
    fileDigest: 'ab12ab12ab12ab12',
  },
  LooksLikeAnother: { kind: 'LooksLikeAnother', field: 'id', name: 'CLA-number', twin: 'cla-number' },
  NotAPublisher: { kind: 'NotAPublisher', ledger: 'walsall' },
  TableDiffers: { kind: 'TableDiffers', field: 'table', label: 'LAIT March', table: 'adoption' },
  TableNotSaid: {
    kind: 'TableNotSaid',
    field: 'table',
    table: 'lait',
    withdrawn: { count: 210, examples: [] },
  },
  CellsOfAnotherTable: {
    kind: 'CellsOfAnotherTable',
    table: 'adoption',
    other: 'lait',
    cells: {
      count: 1,
      examples: [{ indicator: 'SDQ', area: 'Walsall', period: '2016-17', was: '14.4', becomes: '14.4' }],
    },
  },
  ReleaseOutOfOrder: {
    kind: 'ReleaseOutOfOrder',
    date: '2024-11-19',
    newer: { label: 'second', date: '2024-11-20' },
    replaced: {
      count: 2,
      examples: [{ indicator: 'SDQ', area: 'England', period: '2022-23', was: '68', becomes: '69' }],
    },
    withdrawn: { count: 0, examples: [] },
  },
  UnknownArea: { kind: 'UnknownArea', field: 'rule', area: 'Englnd', nearest: 'England' },
  UnseenSigns: { kind: 'UnseenSigns', field: 'id', plain: 'cla-number' },
  LedgerExists: { kind: 'LedgerExists', name: 'Walsall Council' },
  LedgerNotOpen: { kind: 'LedgerNotOpen' },
  PeriodNotBegun: {
    kind: 'PeriodNotBegun',
    field: 'period',
    period: '2027-28',
    beginsOn: '2027-04-01',
    knownOn: '2027-03-30',
  },
  DayNotSaid: { kind: 'DayNotSaid', field: 'occurred', ledger: 'walsall' },
  MissingForNew: { kind: 'MissingForNew', field: 'title' },
  MemberNotForKind: { kind: 'MemberNotForKind', field: 'upper', targetKind: 'point' },
  NegativeCount: { kind: 'NegativeCount', field: 'numerator', count: '-1' },
  NegativeTolerance: { kind: 'NegativeTolerance', field: 'tolerance', tolerance: '-1' },
  NoSuchText: { kind: 'NoSuchText', field: 'field', position: 41, member: 'commentary' },
  NothingReported: { kind: 'NothingReported', field: 'value' },
  NothingToCorrect: { kind: 'NothingToCorrect', indicator: 'stability', breakdown: 'all', period: '2016-17' },
  NothingToWithdraw: { kind: 'NothingToWithdraw', indicator: 'stability', breakdown: 'all', period: '2016-17' },
  NumeratorAboveDenominator: {
    kind: 'NumeratorAboveDenominator',
    field: 'numerator',
    numerator: '7',
    denominator: '3',
  },
  FigureOutOfRange: { kind: 'FigureOutOfRange', field: 'value', value: '-3', unit: 'days' },
  NumeratorWithoutDenominator: { kind: 'NumeratorWithoutDenominator', field: 'denominator', numerator: '16' },
  PercentOutOfRange: { kind: 'PercentOutOfRange', field: 'value', value: '101' },
  PeriodKindNotListed: {
    kind: 'PeriodKindNotListed',
    field: 'period',
    period: '2017-18H1',
    periodKind: 'half_year',
    listed: ['quarter', 'academic_year'],
  },
  PeriodMissing: { kind: 'PeriodMissing', field: 'period' },
  QualifierWithoutFigure: { kind: 'QualifierWithoutFigure', field: 'qualifier', qualifier: 'about' },
  RoundClosed: {
    kind: 'RoundClosed',
    field: 'period',
    indicator: 'stability',
    breakdown: 'all',
    period: '2016-17',
    round: 'autumn',
    closedOn: '2017-11-14',
    position: 41,
  },
  RoundIsClosed: { kind: 'RoundIsClosed', field: 'round', round: 'autumn' },
  RoundIsForAnotherPeriod: {
    kind: 'RoundIsForAnotherPeriod',
    field: 'period',
    round: 'autumn',
    period: '2017-18Q2',
  },
  RoundIsOpen: { kind: 'RoundIsOpen', field: 'round', round: 'autumn' },
  RuleMissing: { kind: 'RuleMissing', field: 'rule' },
  RuleNotUnderstood: { kind: 'RuleNotUnderstood', field: 'rule', rule: 'be good' },
  SpanBackwards: { kind: 'SpanBackwards', field: 'to', from: '2017-04-01', to: '2016-04-01' },
  SpanMissing: { kind: 'SpanMissing', field: 'period' },
  SymbolNeedsCommentary: { kind: 'SymbolNeedsCommentary', field: 'commentary', symbol: 'x' },
  TargetNeedsReason: { kind: 'TargetNeedsReason', field: 'reason', was: 'point 72', becomes: 'point 75' },
  UnitUnknown: { kind: 'UnitUnknown', field: 'value' },
  UnknownAction: { kind: 'UnknownAction', field: 'ref', ref: 'train' },
  UnknownIndicator: { kind: 'UnknownIndicator', field: 'indicator', indicator: 'stability' },
  UnknownMeasures: { kind: 'UnknownMeasures', field: 'measures', measures: ['a', 'b'] },
  UnknownRound: { kind: 'UnknownRound', field: 'round', round: 'autumn' },
  UpperBelowLower: { kind: 'UpperBelowLower', field: 'upper', lower: '5', upper: '3' },
  ValueMissing: { kind: 'ValueMissing', field: 'value', targetKind: 'milestone' },
  ValueOrSymbol: { kind: 'ValueOrSymbol', field: 'value' },
} satisfies { [Each in Kind]: Extract<LedgerRejection, { kind: Each }> };

const every = Object.values(examples) as readonly Rejection[];

const leavesOf = (fact: unknown): unknown[] =>
  typeof fact === 'object' && fact !== null ? Object.values(fact).flatMap(leavesOf) : [fact];

/** The facts of a rejection as a person may see them. */
const factsOf = ({ kind: _kind, field: _field, ...facts }: Rejection): string[] =>
  leavesOf(facts)
    .map(String)
    .map((fact) => fact.replaceAll('_', ' '));

/** Facts that only say which thing was meant: the sender knows that, and the words can do without. */
const unsaid = new Set(['all', '2016-17', 'stability', 'value', '16', '60']);

describe('the words of a rejection', () => {
  it('are the same for a kind in every noun that has it', () => {
    const words: Readonly<Record<string, object>> = refusalWords;
    for (const refusals of Object.values(refusalsOfNouns))
      for (const [kind, told] of Object.entries(refusals)) expect([kind, words[kind] === told]).toEqual([kind, true]);
  });

  it.each(every)('of $kind are one sentence with its facts in it, and a status for each edge', (rejection) => {
    const refusal = refusalOfRejection(rejection);
    expect(refusal).toMatchObject({ kind: rejection.kind, field: rejection.field ?? null });
    expect(refusal.sentence).not.toMatch(/undefined|null|\[object/);
    expect(refusal.sentence.length).toBeGreaterThan(20);
    const missing = factsOf(rejection).filter((fact) => !unsaid.has(fact) && !refusal.sentence.includes(fact));
    expect(missing).toEqual([]);
    expect([
      [409, exitCodes.conflict],
      [422, exitCodes.invalidInput],
    ]).toContainEqual([refusal.httpStatus, refusal.exitCode]);
  });

  it('call a conflict what another has brought about, and invalid what was sent wrong', () => {
    const status = (kind: Kind) => refusalOfRejection(examples[kind] as Rejection).httpStatus;
    expect([status('CorrectionNeedsReason'), status('ActionIsCompleted'), status('LedgerNotOpen')]).toEqual([
      409, 409, 409,
    ]);
    expect([status('NumeratorAboveDenominator'), status('PeriodKindNotListed'), status('UnknownIndicator')]).toEqual([
      422, 422, 422,
    ]);
  });

  it('name what else a correction changes where its value stays', () => {
    const texts = { ...examples.CorrectionNeedsReason, becomes: '77', changed: ['commentary', 'source'] };
    expect(refusalOfRejection(texts).sentence).toContain('(commentary, source)');
  });
});

describe('the refusal that an error stands for', () => {
  it.each([
    {
      error: new InvalidCommand([{ pointer: '/value', field: 'value', messages: ['value must be a figure'] }]),
      httpStatus: 422,
      exitCode: 3,
    },
    { error: new QueryRefused('knownAt', 'now', 'must be a date'), httpStatus: 400, exitCode: 3 },
    { error: new NotKnown('indicator', 'a'), httpStatus: 404, exitCode: 3 },
    { error: new IdempotencyKeyReused(), httpStatus: 422, exitCode: 4 },
    { error: new NotAllowed('return:submit', 'walsall'), httpStatus: 403, exitCode: 5 },
    { error: new ledgerErrors.LedgerNotFound('walsall'), httpStatus: 404, exitCode: 3 },
    { error: new ledgerErrors.LedgerExists('walsall'), httpStatus: 409, exitCode: 4 },
    { error: new ledgerErrors.VersionConflict('return/a', 1, 2), httpStatus: 409, exitCode: 4 },
    { error: new ledgerErrors.LedgerBusy('busy'), httpStatus: 503, exitCode: 7 },
    { error: new ledgerErrors.StorageFailed('full'), httpStatus: 503, exitCode: 7 },
    { error: new ledgerErrors.UnknownEvent(41, 'PledgeAgreed', 1), httpStatus: 503, exitCode: 7 },
    { error: new ledgerErrors.LedgerDamaged('damaged'), httpStatus: 500, exitCode: 6 },
    { error: new ledgerErrors.BadConfiguration('no WAL'), httpStatus: 500, exitCode: 78 },
  ])('$error.name has a status and an exit code', ({ error, httpStatus, exitCode }) => {
    expect(refusalOfError(error)).toMatchObject({ kind: error.name, sentence: error.message, httpStatus, exitCode });
  });

  it('is there for every error that a ledger names', () => {
    const prototypes = Object.values<unknown>(ledgerErrors).flatMap((each): object[] => {
      const prototype: unknown = typeof each === 'function' ? each.prototype : null;
      return prototype instanceof Error ? [prototype] : [];
    });
    expect(prototypes.length).toBeGreaterThan(7);
    expect(prototypes.filter((prototype) => refusalOfError(Object.create(prototype)) === null)).toEqual([]);
  });

  it('names the parameter of a question', () => {
    expect(refusalOfError(new QueryRefused('knownAt', 'now', 'must be a date'))?.field).toBe('knownAt');
  });

  it('is none for a bug: nobody is told more than that it happened', () => {
    for (const bug of [new TypeError('x is not a function'), new Error('?'), 'text', null, undefined]) {
      expect(refusalOfError(bug)).toBeNull();
    }
  });
});
