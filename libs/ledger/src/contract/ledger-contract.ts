import { appendingRules } from './appending.rules.js';
import { batchRules } from './batch.rules.js';
import { concurrencyRules } from './concurrency.rules.js';
import { knowledgeRules } from './knowledge.rules.js';
import type { LedgerAdapter } from './ledger-adapter.js';
import { readingRules } from './reading.rules.js';
import { refusalRules } from './refusal.rules.js';
import { textRules } from './text.rules.js';
import { viewRules } from './view.rules.js';

/**
 * What every adapter of the port `Ledger` must do, as sentences. An adapter's spec calls this once; what only that
 * adapter promises (its own settings, files, faults) is in specs of its own.
 */
export function ledgerContract(name: string, adapter: LedgerAdapter): void {
  describe(`${name} is a ledger`, () => {
    describe('appending', () => appendingRules(adapter));
    describe('refusing', () => refusalRules(adapter));
    describe('several at once', () => concurrencyRules(adapter));
    describe('batches', () => batchRules(adapter));
    describe('the two clocks', () => knowledgeRules(adapter));
    describe('the text store', () => textRules(adapter));
    describe('reading', () => readingRules(adapter));
    describe('views', () => viewRules(adapter));
  });
}
