import { ImportQueue, TooManyImports } from './import-queue.js';

/** An import that ends when it is told to. */
function held(queue: ImportQueue, ledger: string, log: string[], name: string) {
  let end: () => void = () => undefined;
  const running = new Promise<void>((resolve) => (end = resolve));
  const done = queue.run(ledger, async () => {
    log.push(`${name} begins`);
    await running;
    log.push(`${name} ends`);
  });
  return { end, done };
}

describe('imports', () => {
  it('of one council run one after the other: one runs, two wait, and one more is refused in words', async () => {
    const queue = new ImportQueue(2);
    const log: string[] = [];
    const imports = ['1', '2', '3'].map((name) => held(queue, 'walsall', log, name));
    expect(queue.isFull('walsall')).toBe(true);
    const refused = queue.run('walsall', () => Promise.resolve());
    await expect(refused).rejects.toThrow(TooManyImports);
    await expect(refused).rejects.toThrow(
      'an import into "walsall" runs and 2 wait: try again when one of them is done',
    );
    for (const { end, done } of imports) {
      end();
      await done;
    }
    expect(log).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
    expect(queue.isFull('walsall')).toBe(false);
  });

  it('of another council go on beside them, so far as there is room', async () => {
    const queue = new ImportQueue(2);
    const log: string[] = [];
    const [first, second, dudley, wiltshire] = [
      held(queue, 'walsall', log, 'first'),
      held(queue, 'walsall', log, 'second'),
      held(queue, 'dudley', log, 'dudley'),
      held(queue, 'wiltshire', log, 'wiltshire'),
    ];
    expect(queue.isFull('dudley')).toBe(false);
    dudley.end();
    await dudley.done;
    wiltshire.end();
    await wiltshire.done;
    first.end();
    second.end();
    await Promise.all([first.done, second.done]);
    expect(log.slice(0, 5)).toEqual([
      'first begins',
      'dudley begins',
      'dudley ends',
      'wiltshire begins',
      'wiltshire ends',
    ]);
  });

  it('that fail make room as those do that are done', async () => {
    const queue = new ImportQueue(1);
    await expect(queue.run('walsall', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(queue.run('walsall', () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
