import { DefineIndicator, RedactText, SubmitReturn } from '@outturn/domain';
import { commandFields, fieldsOf } from './command-fields.js';

describe('field=value arguments', () => {
  it('take the types that the command wants', () => {
    const fields = fieldsOf(DefineIndicator, ['id=x', 'frequencies=year;quarter', 'decimals=1']);
    expect({ ...fields }).toEqual({ id: 'x', frequencies: ['year', 'quarter'], decimals: 1 });
  });

  it('leave figures as the text that they are', () => {
    expect({ ...fieldsOf(SubmitReturn, ['value=77.0', 'commentary=a=b']) }).toEqual({
      value: '77.0',
      commentary: 'a=b',
    });
  });

  it('gather a list that is given piece by piece', () => {
    expect(fieldsOf(DefineIndicator, ['frequencies=year', 'frequencies=quarter'])['frequencies']).toEqual([
      'year',
      'quarter',
    ]);
  });

  it('leave a number that is none to the command, which says what would be right', () => {
    expect(fieldsOf(RedactText, ['position=four'])['position']).toBe('four');
  });

  it('are refused without a name, and twice', () => {
    expect(() => fieldsOf(SubmitReturn, ['77'])).toThrow('field=value');
    expect(() => fieldsOf(SubmitReturn, ['value=1', 'value=2'])).toThrow('given twice');
  });

  it('can be called __proto__ without being more than a field', () => {
    expect(Object.keys(fieldsOf(SubmitReturn, ['__proto__=x']))).toEqual(['__proto__']);
  });
});

it('the fields of a command say which must be given', () => {
  const required = commandFields(SubmitReturn).filter((field) => field.required);
  expect(required.map(({ name }) => name)).toEqual(['indicator', 'period']);
});
