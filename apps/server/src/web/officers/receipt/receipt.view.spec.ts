import { Links } from '../../frame/links.js';
import { eventOf, figureOf, slotOf } from '../return/return.fixture.js';
import { receiptView } from './receipt.view.js';

const { definition } = slotOf();
const grounds = { ledger: 'walsall', position: 42, root: 'ab12' };

interface View {
  readonly rows: readonly { readonly key: { text: string }; readonly value: { text: string } }[];
  readonly download: string;
}
const rowsOf = (...facts: Parameters<typeof receiptView>): string[][] =>
  (receiptView(...facts).view as View).rows.map(({ key, value }) => [key.text, value.text]);

describe('a receipt', () => {
  const links = new Links('walsall');
  const corrected = eventOf('KpiReturnCorrected', 2, figureOf(), { reason: 'A recount.', commentary: null });

  it('says of a return what it states, who said so and when, and what the ledger was then', () => {
    expect(rowsOf({ event: corrected, proof: 'proof', grounds, definition }, links)).toEqual([
      ['About', 'Care leavers in work, Quarter 2 (July to September 2017)'],
      ['Figure', '64%'],
      ['Reason', 'A recount.'],
      ['Recorded', '2 November 2017 at 3:05pm'],
      ['By', 'tom (asserted)'],
      ['Event', 'event 2'],
      ['Root of the ledger then', 'ab12'],
    ]);
  });

  it('leads to the proof of its event', () => {
    const { view } = receiptView({ event: corrected, proof: 'proof', grounds, definition }, links);
    expect((view as View).download).toBe('/ledgers/walsall/audit/journal/42/proof');
  });

  it('names no root where the event lies inside a batch, which nobody knew half of', () => {
    const event = { ...corrected, batch: { id: '', index: 0, size: 3 } };
    const rows = rowsOf({ event, proof: '', grounds: { ...grounds, position: 41 }, definition }, links);
    expect(rows).toContainEqual(['Together with', '2 more, as one batch']);
    expect(rows.map(([key]) => key)).not.toContain('Root of the ledger then');
  });
});
