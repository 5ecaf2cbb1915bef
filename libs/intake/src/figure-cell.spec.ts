import { decimal } from '@outturn/kernel';
import fc from 'fast-check';
import { countCell, ownFigureCell, publishedFigureCell, readFigure } from './figure-cell.js';

const digits = (least: number, most: number) =>
  fc.string({
    unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
    minLength: least,
    maxLength: most,
  });

const figure = fc
  .tuple(fc.constantFrom('', '-'), digits(1, 15), fc.option(digits(1, 6)))
  .map(([sign, whole, part]) => decimal(`${sign}${whole}${part === null ? '' : `.${part}`}`)!);

const valueOf = (text: string): string | null => {
  const read = readFigure(text);
  return read.is === 'value' ? read.value : null;
};

const grouped = (text: string): string => {
  const [whole = '', part] = text.split('.');
  return whole.replace(/(?<=\d)(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`);
};

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

describe('a figure', () => {
  it('written with commas between its thousands reads back the same', () => {
    fc.assert(fc.property(figure, (text) => expect(valueOf(grouped(text))).toBe(text)));
  });

  it('written in full-width characters, with a percent sign or without, reads back the same', () => {
    fc.assert(
      fc.property(figure, fc.constantFrom('', '%'), (text, sign) => expect(valueOf(fullWidth(text + sign))).toBe(text)),
    );
  });

  it('is never read from a text that has anything but digits, signs, separators, an exponent and a percent sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        if (/^[-+0-9.,eE%\s\uFF01-\uFF5E\u2212]*$/.test(text)) return;
        expect(readFigure(text).is).not.toBe('value');
      }),
    );
  });

  it.each([
    ['12%', '12'],
    ['12.50 %', '12.5'],
    ['1,234', '1234'],
    ['1,234,567.8', '1234567.8'],
    ['-1,234', '-1234'],
    ['\u22121.5', '-1.5'],
    ['9.3699999999999992', '9.3699999999999992'],
    ['7.0000000000000007E-2', '0.070000000000000007'],
    ['007', '7'],
  ])('%s is %s', (text, value) => {
    expect(valueOf(text)).toBe(value);
  });

  it.each([
    ['1,23', 'DecimalComma', 'write 1.23'],
    ['0,123', 'DecimalComma', 'write 0.123'],
    ['12,5%', 'DecimalComma', 'write 12.5'],
    ['1.234,5', 'DecimalComma', 'write 1234.5'],
    ['1,2345', 'DecimalComma', 'write 1.2345'],
    ['1 234', 'SpacesInFigure', 'write 1234 '],
    ['1\u00a0234', 'SpacesInFigure', 'write 1234 '],
    ['#N/A', 'ExcelError', '#N/A'],
    ['#DIV/0!', 'ExcelError', '#DIV/0!'],
    ['######', 'ExcelColumnTooNarrow', 'widen'],
    ['31/03/2015', 'DateForFigure', 'date'],
    ['12-Mar', 'DateForFigure', 'date'],
    ['Mar-12', 'DateForFigure', 'date'],
    ['2015-03-31 00:00:00', 'DateForFigure', 'date'],
    ['01:07', 'TimeForFigure', 'time of day'],
    ['£1,234', 'Currency', 'currency'],
    ['(12)', 'Bracketed', 'write -12'],
    ['<5', 'FigureBound', 'write 5 if it is exact'],
    ['5+', 'FigureBound', 'write 5 if it is exact'],
    ['5*', 'FootnoteMark', 'write 5 and leave * out'],
    ['77.5% †', 'FootnoteMark', 'write 77.5% and leave † out'],
    ['12 (a)', 'FootnoteMark', 'write 12 and leave (a) out'],
    ['12[r]', 'FootnoteMark', 'write 12 and leave [r] out'],
    ['\u20135', 'DashForMinus', 'write -5 if that is meant'],
    ['\u20145.5', 'DashForMinus', 'write -5.5 if that is meant'],
    ['7\u200b7', 'UnseenSigns', 'write 77'],
    ['\u202a77.5%\u202c', 'UnseenSigns', 'write 77.5%'],
    ['\u200b', 'UnseenSigns', 'leave the cell empty'],
    ['<', 'NotAFigure', 'plain number'],
    ['<c', 'NotAFigure', 'plain number'],
    ['16/60', 'CountsInFigure', 'write 16 as the numerator and 60'],
    ['16 of 60', 'CountsInFigure', 'write 16 as the numerator and 60'],
    ['C', 'MarkInCapitals', 'write c'],
    ['n/a', 'NotAFigure', 'leave the cell empty'],
    ['10²', 'NotAFigure', 'plain number'],
    ['1e999', 'NotAFigure', 'plain number'],
    ['--5', 'NotAFigure', 'plain number'],
    ['5%%', 'NotAFigure', 'plain number'],
    ['%', 'NotAFigure', 'plain number'],
    ['Infinity', 'NotAFigure', 'plain number'],
    ['0x10', 'NotAFigure', 'plain number'],
  ])('%s is refused as %s', (text, kind, hint) => {
    expect(readFigure(text)).toMatchObject({ is: 'refused', fault: { kind } });
    expect(readFigure(text)).toMatchObject({ fault: { message: expect.stringContaining(hint) as string } });
  });

  it.each(['-', '..', 'c', 'z', 'x', 'k', 'u', 'low'])('may be the mark %s, which is never zero', (mark) => {
    expect(readFigure(mark)).toEqual({ is: 'mark', mark });
    expect(publishedFigureCell(mark)).toEqual({ given: true, value: null, beside: { symbol: mark } });
  });
});

describe("a council's own figure that is not exact", () => {
  it.each([
    ['<5', 'write 5 here and under in the column qualifier'],
    ['< 5', 'write 5 here and under in the column qualifier'],
    ['\uff1c5', 'write 5 here and under in the column qualifier'],
    ['<=5', 'write 5 here and at_most in the column qualifier'],
    ['\u22655', 'write 5 here and at_least in the column qualifier'],
    ['>1,234', 'write 1,234 here and over in the column qualifier'],
    ['~5', 'write 5 here and about in the column qualifier'],
    ['about 77%', 'write 77% here and about in the column qualifier'],
    ['c. 12', 'write 12 here and about in the column qualifier'],
    ['fewer than 5', 'write 5 here and under in the column qualifier'],
    ['no fewer than 5', 'write 5 here and at_least in the column qualifier'],
    ['95%+', 'write 95% here and at_least in the column qualifier'],
  ])('%s has its qualifier in a column of its own', (text, message) => {
    expect(ownFigureCell(text)).toEqual({ given: false, fault: { kind: 'FigureBound', message } });
  });
});

describe('a count', () => {
  it('has no percent sign', () => {
    const read = countCell('leave the cell empty');
    expect(read('1,234')).toEqual({ given: true, value: '1234' });
    expect(read('12%')).toMatchObject({ given: false, fault: { kind: 'PercentForCount' } });
    expect(read('c')).toMatchObject({ given: false, fault: { kind: 'MarkForFigure' } });
  });
});
