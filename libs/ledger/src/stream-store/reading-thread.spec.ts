import { pagesInThread, type PageWithTexts } from './reading-thread.js';

it('a thread that cannot start reads nothing and fails nobody: whoever asked reads on from the first record', async () => {
  // There is no compiled worker beside the sources.
  const settings = { kind: 'eventstoredb', connection: 'esdb://127.0.0.1:1?tls=false' };
  const pages: PageWithTexts[] = [];
  for await (const page of pagesInThread({ settings, ledger: 'walsall', from: 0, to: 30_000 })) pages.push(page);
  expect(pages).toEqual([]);
});
