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
