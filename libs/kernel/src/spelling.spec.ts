import fc from 'fast-check';
import { caseless, foldedName, lookOf, plainSigns } from './spelling.js';

describe('the name of an area', () => {
  it.each([
    ['St. Helens', 'St Helens'],
    ['St.Helens', 'st helens'],
    ['WALSALL', 'walsall'],
    [' Milton  Keynes ', 'Milton Keynes'],
    ['Milton\u00a0Keynes', 'MiltonKeynes'],
    ['Wal\u200bsall', 'Walsall'],
    ['Stoke\u2013on\u2011Trent', 'Stoke-on-Trent'],
    ['Stoke on Trent', 'Stoke-on-Trent'],
    ['King\u2019s Lynn', "King's Lynn"],
    ['Bath & North East Somerset', 'Bath and North East Somerset'],
    ['Bristol, City of', 'City of Bristol'],
    ['Herefordshire, County of', 'County of Herefordshire'],
    ['statistical_neighbours', 'Statistical neighbours'],
    ['D\u0130L', 'dil'],
    ['Ｗａｌｓａｌｌ', 'Walsall'],
  ])('%s is the same as %s', (one, other) => expect(foldedName(one)).toBe(foldedName(other)));

  it.each([
    ['Bristol', 'Bristol, City of'],
    ['Bedford', 'Central Bedfordshire'],
    ['Inner London', 'Outer London'],
    ['North Yorkshire', 'Yorkshire'],
  ])('%s is not %s', (one, other) => expect(foldedName(one)).not.toBe(foldedName(other)));
});

describe('what an id looks like', () => {
  it.each([
    ['CLA-Number', 'cla-number'],
    ['cla\u2011number', 'cla-number'],
    ['cla\u2212number', 'cla-number'],
    ['cla\u00adnumber-x', 'clanumber-x'],
    ['cla\u200b-number', 'cla-number'],
    ['cla\u00a0number', 'cla number'],
    ['cla  number', 'cla number'],
    ['\u0441la-number', 'cla-number'],
    ['ﬁxed', 'fixed'],
    ['age=16\u201318', 'age=16-18'],
    ['e\u0301', '\u00e9'],
    ['TI\u0307TLE', 'title'],
    ['t\u0131tle', 'title'],
  ])('%j looks like %j', (one, other) => expect(lookOf(one)).toBe(lookOf(other)));

  it.each([
    ['cla-number', 'cla_number'],
    ['cl-1', 'cl-2'],
    ['10\u00b2', '10'],
    ['age=16-18', 'age=16-19'],
    ['\u00e9', 'e'],
  ])('%j does not look like %j', (one, other) => expect(lookOf(one)).not.toBe(lookOf(other)));
});

describe('folding a text', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });

  it('of plain signs changes nothing more', () => {
    fc.assert(fc.property(text, (each) => expect(plainSigns(plainSigns(each))).toBe(plainSigns(each))));
  });

  it('by case goes by no locale', () => {
    fc.assert(fc.property(text, (each) => expect(caseless(each.toUpperCase())).toBe(caseless(each))));
  });
});
