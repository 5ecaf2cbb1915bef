import { importOptions, optionInAddress } from '@outturn/intake';
import { address } from './address.js';

/** The three boxes of a date in a form that leads to an address. */
const dateOf = <Name extends string>(name: Name): `${Name}-${'day' | 'month' | 'year'}`[] => [
  `${name}-day`,
  `${name}-month`,
  `${name}-year`,
];

/** What may be said of an uploaded file in its address; its dictionary lies beside it. */
const saidOfUpload = importOptions.flatMap((option) =>
  option.answer === 'file' ? [] : [optionInAddress(option.name)],
);

/** The address of every page. They are kept by whoever shares one, so a change of any is seen in the test beside. */
export const paths = {
  councils: address('/'),
  howFiguresAreJudged: address('/how-figures-are-judged'),
  identity: address('/identity', ['page']),

  home: address('/ledgers/:ledger', ['since'], { isRemembered: true }),
  moment: address('/ledgers/:ledger/moment', ['page', ...dateOf('known'), 'position', ...dateOf('about')]),
  goLive: address('/ledgers/:ledger/go-live'),
  scorecard: address('/ledgers/:ledger/scorecard', ['priority', 'lead', 'status'], { isRemembered: true }),
  indicator: address('/ledgers/:ledger/indicators/:indicator', ['breakdown'], { isRemembered: true }),
  actions: address('/ledgers/:ledger/actions', ['priority', 'lead', 'recommendation', 'status'], {
    isRemembered: true,
  }),
  action: address('/ledgers/:ledger/actions/:ref', [], { isRemembered: true }),
  tasks: address('/ledgers/:ledger/tasks', ['who'], { isRemembered: true }),
  otherReturn: address('/ledgers/:ledger/returns', ['indicator', 'breakdown', 'period']),
  kpiReturn: address('/ledgers/:ledger/returns/:indicator/:breakdown/:period'),
  returnFigure: address('/ledgers/:ledger/returns/:indicator/:breakdown/:period/figure'),
  returnWords: address('/ledgers/:ledger/returns/:indicator/:breakdown/:period/words'),
  returnCheck: address('/ledgers/:ledger/returns/:indicator/:breakdown/:period/check'),
  returnWithdrawal: address('/ledgers/:ledger/returns/:indicator/:breakdown/:period/withdraw'),
  openRound: address('/ledgers/:ledger/rounds', ['round']),
  closeRound: address('/ledgers/:ledger/rounds/:round/close'),
  reopenRound: address('/ledgers/:ledger/rounds/:round/reopen'),
  receipt: address('/ledgers/:ledger/receipts/:position', [], { isRemembered: true }),
  upload: address('/ledgers/:ledger/upload', [], { takesFiles: true }),
  uploadPreview: address('/ledgers/:ledger/uploads/:upload', saidOfUpload),
  uploadSaid: address('/ledgers/:ledger/uploads/:upload/said', saidOfUpload, { takesFiles: true }),
  actionProgress: address('/ledgers/:ledger/actions/:ref/progress'),

  audit: address('/ledgers/:ledger/audit', [], { isRemembered: true }),
  journal: address(
    '/ledgers/:ledger/audit/journal',
    ['entity', 'type', 'person', ...dateOf('since'), ...dateOf('until'), 'before'],
    { isRemembered: true },
  ),
  event: address('/ledgers/:ledger/audit/journal/:position', [], { isRemembered: true }),
  eventProof: address('/ledgers/:ledger/audit/journal/:position/proof'),
  why: address('/ledgers/:ledger/indicators/:indicator/why', ['breakdown', 'period'], { isRemembered: true }),
  snapshot: address('/ledgers/:ledger/audit/snapshot', ['indicator']),
  snapshotFile: address('/ledgers/:ledger/audit/snapshot/file', ['indicator', 'prepared-for', 'issued'], {
    isRemembered: true,
  }),
  snapshotCheck: address('/ledgers/:ledger/audit/snapshot/check', [], { takesFiles: true }),
  runs: address('/ledgers/:ledger/audit/runs'),
  newReplay: address('/ledgers/:ledger/audit/runs/replay'),
  newVerification: address('/ledgers/:ledger/audit/runs/verification', [], { takesFiles: true }),
  run: address('/ledgers/:ledger/audit/runs/:run'),
  runReport: address('/ledgers/:ledger/audit/runs/:run/report'),
  runCheckpoint: address('/ledgers/:ledger/audit/runs/:run/checkpoint'),

  changes: address('/ledgers/:ledger/changes', ['from', 'to', ...dateOf('since'), ...dateOf('until')], {
    isRemembered: true,
  }),
} as const;
