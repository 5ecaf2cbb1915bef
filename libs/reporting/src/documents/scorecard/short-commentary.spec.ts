import { shortCommentary } from './short-commentary';

describe('what was said about a figure, under it', () => {
  it('is quoted, whole where it is short, and nothing if nothing was said', () => {
    expect(shortCommentary('Two foster homes\n closed.')).toBe('“Two foster homes closed.”');
    expect([shortCommentary(null), shortCommentary(' ')]).toEqual([null, null]);
  });

  it("is cut at a word's end, and never inside a character", () => {
    const long = shortCommentary('word '.repeat(60)) ?? '';
    expect(long).toMatch(/^“(word )+…”$/);
    expect(long.length).toBeLessThan(165);
    expect(shortCommentary(`a${'\u{1F600}'.repeat(200)}`)).toMatch(/^“a\u{1F600}+ …”$/u);
  });
});
