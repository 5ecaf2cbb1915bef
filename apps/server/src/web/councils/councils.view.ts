import { whyUnreadable, type LedgerSummary, type UnreadableLedger } from '@outturn/wiring';
import { counted, dayInWords, knownDay } from '@outturn/reporting';
import type { PageContent } from '../frame/page-content.js';
import { paths } from '../paths.js';

export function councilsView(ledgers: readonly LedgerSummary[], unreadable: readonly UnreadableLedger[]): PageContent {
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
      unreadable: unreadable.map(({ ledger, error }) => ({ ledger, why: whyUnreadable(error) })),
    },
  };
}
