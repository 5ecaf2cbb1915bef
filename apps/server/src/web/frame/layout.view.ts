import type { Role } from '@outturn/wiring';
import { allows } from '@outturn/wiring';
import { capitalised, dayInWords, knownDay } from '@outturn/reporting';
import { paths } from '../paths.js';
import { assetPath } from './assets.js';
import type { Links } from './links.js';
import { navigation } from './navigation.js';
import type { Crumb, PageContent } from './page-content.js';
import { withoutMoment } from './without-moment.js';

/** What the frame around a page is made from. */
export interface LayoutFacts {
  readonly content: Pick<PageContent, 'title' | 'trail' | 'grounds' | 'hasProblems'>;
  readonly url: string;
  /** The council that the page is about; null if it is about none. */
  readonly council: { readonly name: string; readonly links: Links; readonly isOpenForMigration: boolean } | null;
  /** The clock of the ledger at the position of the page; null where the page rests on none. */
  readonly knownFrom: string | null;
  readonly actor: string | null;
  readonly roles: readonly Role[];
  /** Whether whoever sits here may choose who they are. */
  readonly isDemo: boolean;
}

/** The bar that says which moment a page is about. */
export interface MomentBar {
  readonly isPast: boolean;
  /** What the bar is marked with; null for now. */
  readonly mark: string | null;
  readonly sentence: string;
  readonly choose: string;
  readonly now: string;
  /** Why now is no later day, and the way to end that for whoever may; null in a live ledger. */
  readonly telling: { readonly sentence: string; readonly goLive: string | null } | null;
}

/** Everything around a page, as finished strings. */
export interface Layout {
  readonly assets: string;
  readonly title: string;
  readonly tab: string;
  readonly council: { readonly name: string; readonly href: string } | null;
  readonly navigation: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
  readonly breadcrumbs: readonly { readonly text: string; readonly href?: string }[];
  readonly moment: MomentBar | null;
  readonly actor: string | null;
  readonly changeIdentity: string | null;
  readonly councils: string;
  readonly howFiguresAreJudged: string;
}

export function layoutView(facts: LayoutFacts): Layout {
  const { content, url, council, actor, roles, isDemo } = facts;
  const path = url.split('?', 1)[0];
  const name = council?.name ?? 'Outturn';
  const home = council?.links.now.to(paths.home);
  return {
    assets: assetPath,
    title: content.title,
    tab: `${content.hasProblems === true ? 'Error: ' : ''}${[content.title, name].filter((part, at, all) => all.indexOf(part) === at).join(' – ')}${name === 'Outturn' ? '' : ' – Outturn'}`,
    council: council && { name, href: council.links.to(paths.home) },
    navigation:
      council === null
        ? []
        : navigation
            .filter(({ permission }) => allows(roles, permission))
            .map(({ text, to }) => ({
              text,
              href: to(council.links),
              current: isUnder(path, to(council.links.now), home),
            })),
    breadcrumbs: council === null ? [] : breadcrumbs(council, content),
    moment: momentBar(facts),
    actor,
    // Whoever is choosing already comes back to where they were before.
    changeIdentity: isDemo && path !== paths.identity.pattern ? paths.identity.to({}, { page: url }) : null,
    councils: paths.councils.to({}),
    howFiguresAreJudged: paths.howFiguresAreJudged.to({}),
  };
}

/** Every page lies under the council's home, so that one is current by itself alone. */
const isUnder = (path: string | undefined, href: string, home: string | undefined): boolean =>
  path === href || (href !== home && path?.startsWith(`${href}/`) === true);

function breadcrumbs(
  { name, links }: NonNullable<LayoutFacts['council']>,
  { title, trail }: LayoutFacts['content'],
): { text: string; href?: string }[] {
  const home: Crumb = { text: name, href: links.to(paths.home) };
  return trail === undefined ? [] : [home, ...trail, { text: title }];
}

function momentBar({ content: { grounds }, council, knownFrom, url, roles }: LayoutFacts): MomentBar | null {
  if (grounds === undefined || council === null) return null;
  const { moment } = council.links;
  const isPast = moment.knownAt !== undefined || moment.asAt !== undefined;
  const about = grounds.asAt === undefined ? '' : `Figures as at ${dayInWords(grounds.asAt)}, using `;
  const known =
    moment.knownAt !== undefined
      ? `what was known on ${knownOn(moment.knownAt, knownFrom)}`
      : 'everything that is known now';
  const sentence = `${about}${known}, position ${grounds.position}.`;
  return {
    isPast,
    // A later date may be asked about with what is known now: whether an action will be overdue then, say.
    mark: moment.knownAt !== undefined ? 'Earlier moment' : isPast ? 'Another date' : null,
    sentence: capitalised(sentence),
    choose: council.links.to(paths.moment, {}, { page: url }),
    now: withoutMoment(url),
    telling:
      isPast || !council.isOpenForMigration
        ? null
        : {
            sentence: 'The history is still being brought in, so now is the day of the last thing told.',
            goLive: allows(roles, 'ledger:administer') ? council.links.to(paths.goLive) : null,
          },
  };
}

/** The day that was asked for; a position has the day of its event. */
function knownOn(knownAt: string | undefined, knownFrom: string | null): string {
  if (knownAt !== undefined && !/^\d+$/.test(knownAt)) return dayInWords(knownAt);
  return knownFrom === null ? 'no day' : dayInWords(knownDay(knownFrom));
}
