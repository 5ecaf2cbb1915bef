import { EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { onceATurn } from './once-a-turn';

describe('lines of the log', () => {
  const started = () => {
    const [later, atOnce]: [string[], string[]] = [[], []];
    const process = new EventEmitter();
    const into = (list: string[]) => ({ write: (lines: string) => void list.push(lines) });
    const log = onceATurn(into(later), into(atOnce), process as unknown as NodeJS.Process);
    return { later, atOnce, process, log };
  };

  it('of one turn are written together, in their order, and those of the next by themselves', async () => {
    const { later, log } = started();
    log.write('a\n');
    log.write('b\n');
    expect(later).toEqual([]);
    await turn();
    log.write('c\n');
    await turn();
    expect(later).toEqual(['a\nb\n', 'c\n']);
  });

  it('of the last turn are written before the process ends, and once', async () => {
    const { later, atOnce, process, log } = started();
    log.write('why it ends\n');
    process.emit('exit', 1);
    expect(atOnce).toEqual(['why it ends\n']);
    await turn();
    expect(later).toEqual([]);
  });
});
