// Every sign that is drawn as a short stroke, the minus sign included.
const DASHES = /[\p{Pd}\u2212\u02D7\u2043]/gu;
const APOSTROPHES = /[\u2018\u2019\u201B\u02BC\u02B9\u2032\u0060\u00B4\uFF07]/gu;
// Zero-width spaces and joiners, soft hyphens, marks of direction, a byte order mark in the middle of a text.
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const PLAIN = /^[\x21-\x7E]+(?: [\x21-\x7E]+)*$/;

/**
 * Full-width digits, points, commas and signs (U+FF01 to U+FF5E) as their plain twins, and the minus sign (U+2212) as a
 * hyphen. Not NFKC as a whole: that would also read 10² as 102.
 */
export const plainWidth = (text: string): string =>
  /[\uFF01-\uFF5E\u2212]/.test(text)
    ? text
        .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
        .replaceAll('\u2212', '-')
    : text;

/** A text without the signs in it that nobody sees. */
export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '');

/** A text in the signs of a plain keyboard: one kind of dash, apostrophe and space, nothing that nobody sees. */
export function plainSigns(text: string): string {
  if (PLAIN.test(text)) return text.replaceAll('`', "'");
  return plainWidth(text.normalize('NFC'))
    .replace(UNSEEN, '')
    .replace(DASHES, '-')
    .replace(APOSTROPHES, "'")
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Letters without regard to case, on every machine alike: a Turkish one too has I and i for one letter. */
export const caseless = (text: string): string => text.toUpperCase().toLowerCase().replaceAll('i\u0307', 'i');

/**
 * The name of an area without what people write now one way and now another: case, blanks, full stops, dashes and
 * apostrophes, "&" for "and", "Bristol, City of" for "City of Bristol". Names that fold alike are one area.
 */
export function foldedName(name: string): string {
  const plain = caseless(plainSigns(name));
  const turned = /^([^,]+), ?((?:city|county|(?:royal |london )?borough) of)$/.exec(plain);
  const letters = (turned === null ? plain : `${turned[2]} ${turned[1]}`)
    .replaceAll('&', 'and')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  return letters === '' ? plain : letters;
}

// Letters of other alphabets that are drawn as Latin ones are (Unicode Technical Standard 39), by small letter.
const DRAWN_ALIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['аαɑ', 'a'],
    ['вβ', 'b'],
    ['сϲ', 'c'],
    ['ԁ', 'd'],
    ['еε', 'e'],
    ['нηһ', 'h'],
    ['іιɩı', 'i'],
    ['јϳ', 'j'],
    ['кκ', 'k'],
    ['мμ', 'm'],
    ['ν', 'v'],
    ['оοօ', 'o'],
    ['рρ', 'p'],
    ['ԛ', 'q'],
    ['ѕ', 's'],
    ['тτ', 't'],
    ['ԝ', 'w'],
    ['хχ', 'x'],
    ['уυγ', 'y'],
    ['ζ', 'z'],
  ].flatMap(([alike = '', latin = '']) => Array.from(alike, (letter) => [letter, latin] as const)),
);

/** What a text looks like: two ids of one look are told apart by no reader, so only the first of them is taken. */
export const lookOf = (text: string): string =>
  caseless(plainSigns(text.normalize('NFKC')))
    .replace(/[^\x20-\x7E]/gu, (letter) => DRAWN_ALIKE[letter] ?? letter)
    .replace(/\s*([-=;/_])\s*/g, '$1');
