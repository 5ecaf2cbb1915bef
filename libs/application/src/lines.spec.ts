import { linesOf } from './lines.js';

async function* chunks(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text, 'utf8'));
}

async function read(...texts: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(chunks(...texts))) lines.push(line);
  return lines;
}

describe('the lines of an export', () => {
  it('end at a line feed, wherever the stream is cut', async () => {
    expect(await read('one\ntw', 'o\n', 'three')).toEqual(['one', 'two', 'three']);
  });

  it('go on over U+2028, which canonical JSON leaves as it is', async () => {
    expect(await read('{"text":"a\u2028b"}\n')).toEqual(['{"text":"a\u2028b"}']);
  });

  it('are refused where something has put carriage returns behind them', async () => {
    await expect(read('one\r\ntwo\r\n')).rejects.toThrow('line 1 ends in a carriage return');
    await expect(read('one\ntwo\r')).rejects.toThrow('line 2 ends in a carriage return');
  });

  it('are refused by their number where they are not UTF-8', async () => {
    const damaged = async function* (): AsyncGenerator<Buffer> {
      yield await Promise.resolve(Buffer.from('one\ntw\xff\n', 'latin1'));
    };
    await expect(async () => {
      for await (const line of linesOf(damaged())) expect(line).toBe('one');
    }).rejects.toThrow('line 2 is not UTF-8: the export was changed on its way; copy it again, byte for byte');
  });

  it('keep a character that a chunk cuts in two', async () => {
    const bytes = Buffer.from('é\n', 'utf8');
    const cut = async function* (): AsyncGenerator<Buffer> {
      yield await Promise.resolve(bytes.subarray(0, 1));
      yield bytes.subarray(1);
    };
    const lines: string[] = [];
    for await (const line of linesOf(cut())) lines.push(line);
    expect(lines).toEqual(['é']);
  });
});
