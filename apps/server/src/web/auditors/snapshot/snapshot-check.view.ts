import { capitalised, dayInWords } from '@outturn/reporting';
import type { ProvenSnapshot, SnapshotVerification } from '@outturn/wiring';
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
  readonly snapshot: ProvenSnapshot;
  readonly isKeyPinned: boolean;
  readonly links: Links;
}

export function checkedView({ verification, snapshot, isKeyPinned, links }: CheckedFacts): PageContent {
  const { ok, checks, position, digest } = verification;
  const pinned = links.at({ knownAt: String(position), asAt: snapshot.asAt });
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
          fact('Figures as at', dayInWords(snapshot.asAt)),
          ...(snapshot.issuedTo === null ? [] : [fact('Issued to', snapshot.issuedTo)]),
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
        'A snapshot shows what was known at its position. Whether a figure was corrected later, only the ledger can say.',
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
  figures: 'Figures',
} as const;

const fact = (key: string, value: string) => ({
  key: { text: key },
  value: { text: value, classes: 'council-reference' },
});
