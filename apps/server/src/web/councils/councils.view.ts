import type { LedgerSummary } from '@outturn/wiring';
import { counted, dayInWords, knownDay } from '@outturn/reporting';
import type { PageContent } from '../frame/page-content.js';
import { paths } from '../paths.js';

export function councilsView(ledgers: readonly LedgerSummary[]): PageContent {
  return {
    template: 'councils/councils.njk',
    title: 'Ledgers',
    view: {
      ledgers: ledgers.map(({ ledger, name, position, knownFrom }) => ({
        name: name ?? ledger,
        href: paths.home.to({ ledger }),
        events: counted(position, 'event'),
        known: position === 0 ? 'Nothing is recorded yet' : `Last known: ${dayInWords(knownDay(knownFrom))}`,
      })),
    },
  };
}
