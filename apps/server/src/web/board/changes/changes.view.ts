import type { Difference, Grounds, HistoryRow } from '@outturn/wiring';
import { counted, dayInWords } from '@outturn/reporting';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { eventView } from '../event.view.js';
import { changedThings, groupsOfChanges, type ChangedThing, type KnownNames } from './changed-things.js';

export interface ChangesFacts {
  readonly form: FormView;
  readonly difference: Difference;
  /** The events in between, oldest first. */
  readonly events: readonly HistoryRow[];
  readonly names: KnownNames;
  /** The two moments as they were asked for: dates or positions. */
  readonly from: string;
  readonly to: string;
  readonly links: Links;
  readonly grounds: Pick<Grounds, 'position'> & { readonly asAt: string };
}

/** How many things of one group stand on a page; a publisher's table changes thousands of cells at once. */
const SHOWN = 200;

export function changesView(facts: ChangesFacts): PageContent {
  const { form, difference, events, names, from, to, links, grounds } = facts;
  const byPosition = new Map(events.map((event) => [event.position, event]));
  const byGroup = Map.groupBy(changedThings(difference.rows, names), ({ group }) => group);
  const groups = groupsOfChanges.flatMap((name) => {
    const things = byGroup.get(name) ?? [];
    if (things.length === 0) return [];
    return [
      {
        name: `${name} (${things.length})`,
        things: things.slice(0, SHOWN).map((thing) => thingView(thing, byPosition, links)),
        more: things.length > SHOWN ? `${counted(things.length - SHOWN, 'more')} not shown` : null,
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
      groups,
    },
  };
}

const momentInWords = (moment: string): string =>
  /^\d+$/.test(moment) ? `position ${moment}` : `the end of ${dayInWords(moment)}`;

function thingView(
  { name, what, row }: ChangedThing,
  byPosition: ReadonlyMap<number, HistoryRow>,
  links: Links,
): object {
  return {
    name,
    what,
    href: hrefOf(row, links),
    events: row.events.toReversed().flatMap(({ position }) => {
      const event = byPosition.get(position);
      return event === undefined ? [] : [eventView(event)];
    }),
  };
}

/** Where there is more about a row; nothing where it has no page. */
function hrefOf({ view, key, after }: ChangedThing['row'], links: Links): string | null {
  const [subject = '', breakdown = 'all'] = key;
  if (after === null) return null;
  if (view === 'action') return links.to(paths.action, { ref: subject });
  if (view === 'release' || view === 'round') return null;
  const query = view === 'definition' || breakdown === 'all' ? {} : { breakdown };
  return links.to(paths.indicator, { indicator: subject }, query);
}
