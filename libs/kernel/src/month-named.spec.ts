import { monthNamed } from './month-named.js';

describe('the name of a month', () => {
  it.each([
    ['sep', 9],
    ['Sept', 9],
    ['September', 9],
    ['MAY', 5],
    ['marble', null],
    ['se', null],
    ['', null],
  ])('%s is %s', (name, number) => {
    expect(monthNamed(name)).toBe(number);
  });
});
