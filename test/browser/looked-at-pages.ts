/** A page in one of its states: it is held to WCAG, to narrow screens and to quiet consoles, and may be pictured. */
export interface LookedAtPage {
  /** What it shows; also the name of its picture. */
  readonly name: string;
  readonly path: string;
  /** A person of the demonstration who may open it; left out, the owner of the machine. */
  readonly as?: string;
  /** Whether `npm run screenshots` takes a picture of it. */
  readonly pictured?: boolean;
}

/** The board's pages, and those of everybody. */
export const boardStates: readonly LookedAtPage[] = [
  { name: 'ledgers', path: '/', pictured: true },
  { name: 'how-figures-are-judged', path: '/how-figures-are-judged' },
  { name: 'identity', path: '/identity' },
  { name: 'not-found', path: '/ledgers/nobody' },
  { name: 'moment', path: '/ledgers/walsall/moment?page=/ledgers/walsall/scorecard', pictured: true },
  { name: 'moment-with-a-problem', path: '/ledgers/walsall/moment?position=900' },
  { name: 'summary', path: '/ledgers/wiltshire', pictured: true },
  { name: 'summary-of-walsall', path: '/ledgers/walsall' },
  { name: 'summary-before-anything', path: '/ledgers/walsall?known-at=2001-01-01' },
  { name: 'scorecard', path: '/ledgers/wiltshire/scorecard', as: 'demo-member', pictured: true },
  { name: 'scorecard-without-figures', path: '/ledgers/dudley/scorecard' },
  { name: 'scorecard-with-nothing-like-it', path: '/ledgers/wiltshire/scorecard?status=red' },
  { name: 'scorecard-in-july-2012', path: '/ledgers/walsall/scorecard?known-at=2012-07-31', pictured: true },
  { name: 'indicator', path: '/ledgers/wiltshire/indicators/placement-long-term', pictured: true },
  { name: 'indicator-with-a-gap', path: '/ledgers/walsall/indicators/cl-eet', pictured: true },
  {
    name: 'indicator-with-milestones',
    path: '/ledgers/walsall/indicators/training-members?known-at=2012-07-31',
    pictured: true,
  },
  { name: 'indicator-without-figures', path: '/ledgers/dudley/indicators/placement-3plus' },
  { name: 'actions', path: '/ledgers/wiltshire/actions', pictured: true },
  { name: 'actions-overdue', path: '/ledgers/walsall/actions?as-at=2013-06-30' },
  { name: 'actions-of-nobody', path: '/ledgers/dudley/actions' },
  { name: 'action', path: '/ledgers/walsall/actions/member-training', pictured: true },
  { name: 'changes', path: '/ledgers/walsall/changes?from=2012-05-31&to=2012-07-31', pictured: true },
  { name: 'changes-of-nothing', path: '/ledgers/walsall/changes?from=2012-07-31' },
];
