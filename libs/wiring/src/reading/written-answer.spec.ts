import fc from 'fast-check';
import { readAnswer, writeAnswer } from './written-answer.js';

const grounds = { ledger: 'walsall', position: 7, root: 'ab' };

describe('a written answer', () => {
  it('is byte for byte what JSON says of the answer, wherever its rows stand, and is read back as it was', async () => {
    const row = fc.record({
      title: fc.string({ unit: 'binary' }),
      value: fc.option(fc.string()),
      rows: fc.array(fc.nat()),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 350 }), fc.string(), async (rows, note) => {
        for (const answer of [
          { ...grounds, note: `"rows":[]${note}`, rows, after: note },
          { ...grounds, note },
        ]) {
          const written = writeAnswer(answer);
          expect(Buffer.from(written.bytes).toString()).toBe(JSON.stringify(answer).toWellFormed());
          expect(await readAnswer(written)).toEqual(JSON.parse(JSON.stringify(answer)));
        }
      }),
      { numRuns: 30 },
    );
  });
});
