import { DefineIndicator, IssueSnapshot, RecordAction, SubmitReturn } from '@outturn/domain';
import { validateCommand } from './validate-command.js';

const figure = { indicator: 'a', period: '2017-18Q2', value: '77' };
const pointers = (type: new () => object, fields: object): string[] => {
  const validated = validateCommand(type, fields);
  return 'errors' in validated ? validated.errors.map(({ pointer }) => pointer) : [];
};

describe('a command', () => {
  it('is made of its fields, as an instance of its class with its defaults', () => {
    const validated = validateCommand(SubmitReturn, figure);
    expect(validated).toEqual({ command: Object.assign(new SubmitReturn(), figure) });
    expect('command' in validated && validated.command).toBeInstanceOf(SubmitReturn);
    expect(validated).toMatchObject({ command: { breakdown: 'all' } });
  });

  it('holds a period under its code, in whatever way it was written that means one alone', () => {
    expect(validateCommand(SubmitReturn, { indicator: 'eet', period: 'Q2 2017/18', value: '77' })).toMatchObject({
      command: { period: '2017-18Q2' },
    });
    expect(validateCommand(SubmitReturn, { indicator: 'eet', period: '2017/8', value: '77' })).toMatchObject({
      errors: [{ pointer: '/period', messages: [expect.stringContaining('2017-18 for year 2017 to 2018 or 2017-08')] }],
    });
  });

  it('holds a day as its ISO date, in whatever way it was written', () => {
    const written = { ...figure, occurred: '3 April 2016', extractedOn: '03/04/2016' };
    expect(validateCommand(SubmitReturn, written)).toMatchObject({
      command: { occurred: '2016-04-03', extractedOn: '2016-04-03' },
    });
    expect(validateCommand(RecordAction, { ref: '1', action: 'Do it', due: 'March 2015' })).toMatchObject({
      command: { due: '2015-03' },
    });
    expect(validateCommand(SubmitReturn, { ...figure, occurred: '42463' })).toMatchObject({
      errors: [{ pointer: '/occurred', messages: [expect.stringContaining('write 2016-04-03 if that is meant')] }],
    });
  });

  it('names every field that is wrong, each with a pointer and what would be right', () => {
    expect(validateCommand(SubmitReturn, { indicator: '', period: '2017-18Q5', value: 77 })).toMatchObject({
      errors: [
        { pointer: '/indicator', field: 'indicator', messages: ['indicator must not be empty'] },
        { pointer: '/period', messages: [expect.stringContaining('write the period as a code such as 2016-17')] },
        { pointer: '/value', messages: ['value must be a plain decimal string such as "77" or "26.6"'] },
      ],
    });
  });

  it('refuses a field that it does not have, by name', () => {
    expect(validateCommand(SubmitReturn, { ...figure, valeu: '77' })).toEqual({
      errors: [{ pointer: '/valeu', field: 'valeu', messages: ['there is no field "valeu" here'] }],
    });
  });

  it('points at a field whose name holds a slash or a tilde as RFC 6901 says', () => {
    expect(pointers(SubmitReturn, { ...figure, 'a/b~c': 1 })).toEqual(['/a~1b~0c']);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'named'])(
    'has no field "%s", and is not changed by one',
    (name) => {
      const fields = JSON.parse(
        `{"indicator":"a","period":"2017-18Q2","value":"77","${name}":{"status":"x"}}`,
      ) as object;
      expect(pointers(SubmitReturn, fields)).toEqual([`/${name}`]);
      expect(({} as { status?: string }).status).toBeUndefined();
    },
  );

  it('says of a field that is null that there is none, and nothing of one that is left out', () => {
    const validated = validateCommand(SubmitReturn, { ...figure, commentary: null, numerator: null });
    expect(validated).toStrictEqual({
      command: Object.assign(new SubmitReturn(), { ...figure, commentary: null, numerator: null }),
    });
  });

  it('refuses null where a field has a default or must be there', () => {
    expect(pointers(SubmitReturn, { ...figure, breakdown: null })).toEqual(['/breakdown']);
    expect(pointers(SubmitReturn, { ...figure, indicator: null })).toEqual(['/indicator']);
  });

  it.each([
    ['a list', []],
    ['a list of its values', ['a', '2017-18Q2', '77']],
    ['nothing', {}],
  ])('made of %s lacks what it needs or has what it does not', (_what, fields) => {
    expect(pointers(SubmitReturn, fields).length).toBeGreaterThan(0);
  });

  it.each([
    ['a number', 77],
    ['a list', ['77']],
    ['an object', { value: '77' }],
    ['true', true],
    ['not a number', Number.NaN],
    ['a figure with spaces', ' 77'],
    ['a figure in exponents', '7.7e1'],
  ])('takes no figure that is %s', (_what, value) => {
    expect(pointers(SubmitReturn, { ...figure, value })).toEqual(['/value']);
  });

  it('takes no list that is longer, shorter or other than it must be', () => {
    const define = { id: 'a', title: 'A', unit: 'percent', polarity: 'higher' };
    expect(pointers(DefineIndicator, { ...define, frequencies: [] })).toEqual(['/frequencies']);
    expect(pointers(DefineIndicator, { ...define, frequencies: 'year' })).toEqual(['/frequencies']);
    expect(pointers(DefineIndicator, { ...define, frequencies: ['year', 'year'] })).toEqual(['/frequencies']);
    expect(pointers(DefineIndicator, { ...define, frequencies: ['fortnight'] })).toEqual(['/frequencies']);
    expect(pointers(DefineIndicator, { ...define, frequencies: { length: 1, 0: 'year' } })).toEqual(['/frequencies']);
  });

  it('takes the rules of a snapshot by name, texts only', () => {
    const issue = { digest: `sha256:${'0'.repeat(64)}`, position: 1, asAt: '2026-05-01', issuedTo: 'Scrutiny' };
    expect(pointers(IssueSnapshot, { ...issue, rules: { rag: 'default@1' } })).toEqual([]);
    expect(pointers(IssueSnapshot, { ...issue, rules: 'default@1' })).toEqual(['/rules']);
  });
});
