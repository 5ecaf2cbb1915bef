import { BUILD_TIME } from '../programs/built';
import { demoStore, type StoreKind } from './demo-store';
import { facadeDriver } from './drivers/facade-driver';
import { httpDriver } from './drivers/http-driver';
import { terminalDriver } from './drivers/terminal-driver';
import type { Driver, Question } from './question';
import { stories } from './stories';

// Each story is told once by each way in, from either store; what one answers, the others must answer too. EventStoreDB is
// the test server of test/eventstoredb, or a real one where ESDB_URL names it.

const ways: readonly (readonly [name: string, start: (data: string) => Promise<Driver>])[] = [
  ['the facade that both edges stand on', facadeDriver],
  ['the terminal', terminalDriver],
  ['HTTP', httpDriver],
];

describe.each<StoreKind>(['sqlite', 'eventstoredb'])('with ledgers in %s', (kind) => {
  const store = demoStore(kind);

  describe.each(ways)('over %s', (_way, start) => {
    let driver: Driver;
    beforeAll(async () => {
      driver = await start(store.data);
    }, BUILD_TIME);
    afterAll(() => driver.close());

    it.each(stories)(
      '$council: $tells',
      async ({ question, rows }) => {
        const answer = await driver.answer(question);
        expect(answer.rows).toMatchObject(rows);
        expect(answer).toMatchObject({
          ledger: question.ledger,
          position: expect.any(Number) as number,
          root: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        });
      },
      30_000,
    );

    it('every answer says that it rests on migrated history', async () => {
      const questions: Question[] = ['walsall', 'wiltshire', 'dudley'].map((ledger) => ({ ask: 'scorecard', ledger }));
      const answers = await Promise.all(questions.map((question) => driver.answer(question)));
      expect(answers.map(({ rows }) => rows.length)).toEqual([18, 10, 8]);
      for (const { rows } of answers) expect(new Set(rows.map(({ basis }) => basis))).toEqual(new Set(['migrated']));
    });

    it('the action plans are there as they stood', async () => {
      const [before, after] = await Promise.all(
        ['2012-05-31', '2012-07-31'].map((knownAt) => driver.answer({ ask: 'actions', ledger: 'walsall', knownAt })),
      );
      expect([before?.rows.length, after?.rows.length]).toEqual([20, 22]);
      expect(after?.rows).toContainEqual(
        expect.objectContaining({
          ref: 'member-training',
          progress: '16 members had attended by 11 May 2012.',
        }),
      );
    });
  });
});
