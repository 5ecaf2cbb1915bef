import { capitalised, dayInWords } from '@outturn/reporting';
import type { SeenIssue, SnapshotCheck, SnapshotVerification } from '@outturn/wiring';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';

const trailOf = (links: Links) => [
  { text: 'Audit', href: links.to(paths.audit) },
  { text: 'Snapshot', href: links.to(paths.snapshot) },
];

export const checkFormView = (form: FormView, links: Links): PageContent => ({
  template: 'auditors/snapshot/snapshot-check.njk',
  title: 'Check a snapshot',
  trail: trailOf(links),
  view: { form },
});

export interface CheckedFacts {
  readonly verification: SnapshotVerification;
  /** The day that the snapshot's figures are as at, an ISO date. */
  readonly asAt: string;
  readonly isKeyPinned: boolean;
  readonly links: Links;
}

export function checkedView({ verification, asAt, isKeyPinned, links }: CheckedFacts): PageContent {
  const { ok, checks, position, digest, preparedFor, issued } = verification;
  const pinned = links.at({ knownAt: String(position), asAt });
  return {
    template: 'auditors/snapshot/checked-snapshot.njk',
    title: ok ? 'The snapshot holds' : 'This is not what was signed',
    trail: trailOf(links),
    view: {
      ok,
      intro: ok
        ? 'Everything that was checked holds.'
        : 'At least one check failed. Do not rely on this file; ask the council for the one that it issued.',
      facts: {
        rows: [
          fact('Position', String(position)),
          fact('Figures as at', dayInWords(asAt)),
          ...(preparedFor === null ? [] : [fact('Prepared for', preparedFor)]),
          ...issued.map((each) => fact('Issued', issuedInWords(each))),
          ...(preparedFor !== null && issued.length === 0 ? [fact('Issued', 'No event was seen that says so')] : []),
          fact('Digest', digest),
        ],
      },
      checks: checks.map((check) => ({
        name: names[check.what],
        // A key begins with a small letter, and must be read as it is written.
        detail: `${check.what === 'signature' ? check.detail : capitalised(check.detail)}.`,
        tag: check.ok ? { text: 'Holds', classes: 'govuk-tag--green' } : { text: 'Failed', classes: 'govuk-tag--red' },
      })),
      limits: [
        ...(isKeyPinned
          ? []
          : [
              'You gave no key, so the key in the file was believed. Compare it with the one that the council published.',
            ]),
        ...verification.limits.filter((limit) => !limit.startsWith(KEY_NOT_PINNED)),
      ],
      scorecard: pinned.to(paths.scorecard),
      another: links.to(paths.snapshotCheck),
    },
  };
}

const names = {
  digest: 'Content',
  signature: 'Signature',
  evidence: 'Events',
  texts: 'Words',
  issue: 'Issue',
  figures: 'Figures',
} as const satisfies Record<SnapshotCheck['what'], string>;

/** The terminal's words for what the first limit says here. */
const KEY_NOT_PINNED = "The signer's key is not pinned";

const issuedInWords = ({ position, issuedTo, recordedAt, shownBy }: SeenIssue): string =>
  `To ${issuedTo}, recorded on ${dayInWords(recordedAt)}: event ${position}, ${
    shownBy === 'checkpoint' ? 'under a signed checkpoint behind it' : 'as this ledger says'
  }`;

const fact = (key: string, value: string) => ({
  key: { text: key },
  value: { text: value, classes: 'council-reference' },
});
