import { counted, dayInWords, ratingText } from '@outturn/reporting';
import type { SnapshotSummary } from '@outturn/wiring';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';

export interface SnapshotFacts {
  readonly snapshot: SnapshotSummary;
  /** The verification key that it will be signed with. */
  readonly key: string;
  /** Null for whoever may not issue one, and at an earlier moment. */
  readonly form: FormView | null;
  readonly links: Links;
}

export function snapshotView({ snapshot, key, form, links }: SnapshotFacts): PageContent {
  const { position, asAt, root, digest, rules, rows, ratings, moved, events, indicators } = snapshot;
  const pinned = links.at({ knownAt: String(position), asAt });
  const [indicator] = indicators ?? [];
  return {
    template: 'auditors/snapshot/snapshot.njk',
    title: 'Snapshot',
    trail: [{ text: 'Audit', href: links.to(paths.audit) }],
    grounds: snapshot,
    view: {
      form,
      what: indicator === undefined ? 'the whole scorecard' : `the indicator ${indicator}`,
      facts: {
        rows: [
          fact('Figures as at', dayInWords(asAt)),
          fact('Position', String(position)),
          fact('Root', root),
          fact('Digest', digest),
          fact('Rows', `${counted(rows, 'row')}: ${ratingCounts(ratings)}`),
          ...(moved === 0
            ? []
            : [fact('Targets', `${counted(moved, 'row')} with a target that was moved after its time had ended`)]),
          fact('Rests on', `${counted(events, 'event')}, each with its proof`),
          fact('Signed with', key),
        ],
      },
      rules: {
        rows: Object.entries(rules).map(([name, version]) => fact(ruleNames[name] ?? name, version)),
      },
      file: pinned.to(paths.snapshotFile, {}, { indicator }),
      address: pinned.to(paths.snapshot, {}, { indicator }),
      check: links.now.to(paths.snapshotCheck),
    },
  };
}

const ruleNames: Readonly<Record<string, string>> = {
  assessment: 'How figures are assessed',
  rag: 'How colours are given',
};

const fact = (key: string, value: string) => ({
  key: { text: key },
  value: { text: value, classes: 'council-reference' },
});

const ratingCounts = (ratings: SnapshotSummary['ratings']): string =>
  (['green', 'amber', 'red', 'not_rated'] as const)
    .flatMap((rag) => (ratings[rag] === undefined ? [] : [`${ratings[rag]} ${ratingText(rag).toLowerCase()}`]))
    .join(', ');
