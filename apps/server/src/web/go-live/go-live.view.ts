import { dayInWords, knownDay } from '@outturn/reporting';
import type { LedgerSummary } from '@outturn/wiring';
import type { FormView } from '../forms/form.view.js';
import type { Links } from '../frame/links.js';
import type { PageContent } from '../frame/page-content.js';
import { paths } from '../paths.js';

export function goLiveView(
  form: FormView,
  { ledger, name, migration, knownFrom, position }: LedgerSummary,
  links: Links,
): PageContent {
  const council = name ?? ledger;
  const lastTold = knownDay(knownFrom);
  return {
    template: 'go-live/go-live.njk',
    title: 'Go live',
    trail: [],
    view: {
      form: migration === 'open' ? form : null,
      lead:
        migration === 'open'
          ? `The history of ${council} is still being brought in: ${position} events so far${lastTold === 'undated' ? '' : `, the last of which became known on ${dayInWords(lastTold)}`}.`
          : `${council} is live already. What is recorded is known from when it is recorded.`,
      home: links.to(paths.home),
    },
  };
}
