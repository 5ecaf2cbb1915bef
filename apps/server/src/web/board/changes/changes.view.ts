import type { Difference, Grounds } from '@outturn/wiring';
import {
  changedThings,
  counted,
  dayInWords,
  deedWords,
  groupsOfChanges,
  type ChangedThing,
  type KnownNames,
} from '@outturn/reporting';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';

export interface ChangesFacts {
  readonly form: FormView;
  readonly difference: Difference;
  readonly names: KnownNames;
  /** The two moments as they were asked for: dates or positions; null is now. */
  readonly from: string;
  readonly to: string | null;
  readonly links: Links;
  readonly grounds: Pick<Grounds, 'position'> & { readonly asAt: string };
}

/** How many things of one group stand on a page; a publisher's table changes thousands of cells at once. */
const SHOWN = 200;

export function changesView(facts: ChangesFacts): PageContent {
  const { form, difference, names, from, to, links, grounds } = facts;
  const byGroup = Map.groupBy(changedThings(difference, names), ({ group }) => group);
  const groups = groupsOfChanges.flatMap((name) => {
    const things = byGroup.get(name) ?? [];
    if (things.length === 0) return [];
    return [
      {
        name: `${name} (${things.length.toLocaleString('en-GB')})`,
        things: things.slice(0, SHOWN).map((thing) => thingView(thing, links)),
        more: things.length > SHOWN ? `${counted(things.length - SHOWN, 'more')} not shown.` : null,
      },
    ];
  });
  return {
    template: 'board/changes/changes.njk',
    title: 'What changed',
    trail: [],
    grounds,
    view: {
      form,
      between: `Between ${momentInWords(from)} and ${momentInWords(to)}: positions ${difference.from} to ${difference.to}.`,
      isNothing: groups.length === 0,
      noVerdict: groups.length > 0 && !byGroup.has('Verdicts'),
      groups,
    },
  };
}

function momentInWords(moment: string | null): string {
  if (moment === null) return 'now';
  return /^\d+$/.test(moment) ? `position ${moment}` : `the end of ${dayInWords(moment)}`;
}

const thingView = (thing: ChangedThing, links: Links): object => ({
  name: thing.name,
  sentences: thing.sentences,
  href: hrefOf(thing, links),
  deeds: thing.events.map(deedWords),
});

/** Where there is more about a thing; nothing where it has no page. */
function hrefOf({ view, key, isGone }: ChangedThing, links: Links): string | null {
  const [subject = '', breakdown = 'all'] = key;
  if (isGone || view === 'release' || view === 'round') return null;
  if (view === 'action') return links.to(paths.action, { ref: subject });
  const query = view === 'definition' || breakdown === 'all' ? {} : { breakdown };
  return links.to(paths.indicator, { indicator: subject }, query);
}
