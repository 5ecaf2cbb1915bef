import { entityInWords } from './entity-words.js';

describe('what an event is about, in words', () => {
  it.each([
    ['return/cl-eet/age=16-18/2011-12Q3', 'Return of cl-eet, age 16-18, quarter 3 (October to December 2011)'],
    ['return/iha-20wd/all/2010-11', 'Return of iha-20wd, 2010-11'],
    ['target/rhi/all/2012-01-01..2012-12-31', 'Target of rhi, 1 January 2012 to 31 December 2012'],
    ['benchmark/cl-eet/all/west-midlands/2016-17', 'Benchmark of cl-eet, West Midlands, 2016-17'],
    ['indicator/cl-eet', 'Indicator cl-eet'],
    ['action/pledge%2F3', 'Action pledge/3'],
    ['ledger', 'The ledger itself'],
  ])('%s', (entity, words) => expect(entityInWords(entity)).toBe(words));
});
