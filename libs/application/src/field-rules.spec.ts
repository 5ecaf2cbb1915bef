import { fieldRulesOf, SubmitReturn } from '@outturn/domain';
import { IsOptional, ValidateNested, validateSync } from 'class-validator';
import fc from 'fast-check';
import { commandCatalogue } from './command-catalogue.js';

const said = fc.oneof(
  fc.constantFrom<unknown>('all', 'age=16-18', 'percent', 'higher', 'final', 'point', '77', '26.6', '2016-17', 'month'),
  fc.constantFrom<unknown>(
    '',
    ' a',
    77,
    true,
    null,
    undefined,
    'a'.repeat(201),
    '\ud800',
    ['month'],
    ['14', ''],
    [],
    {},
  ),
  fc.string(),
);

describe('the rules that a command class declares', () => {
  it.each(commandCatalogue)('are kept by those of $name that class-validator lets pass, and by no other', (row) => {
    const fields = [...Object.keys(new row.command()), 'indicator', 'period', 'value', 'id', 'title', 'nonsense'];
    const keepsItsRules = fieldRulesOf(row.command);
    expect(keepsItsRules).not.toBeNull();
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields), said), (given) => {
        const command = Object.assign(new row.command(), given);
        const errors = validateSync(command, {
          whitelist: true,
          forbidNonWhitelisted: true,
          forbidUnknownValues: true,
        });
        expect(keepsItsRules?.(command)).toBe(errors.length === 0);
      }),
      { numRuns: 300 },
    );
  });

  it('are kept by a return that says what a return must say', () => {
    const command = Object.assign(new SubmitReturn(), { indicator: 'a', period: '2016-17', value: '77' });
    expect(fieldRulesOf(SubmitReturn)?.(command)).toBe(true);
    expect(fieldRulesOf(SubmitReturn)?.(Object.assign(command, { period: '2016-18' }))).toBe(false);
  });

  it('are left to class-validator where it has a kind of rule that is not gathered', () => {
    class Nested {
      @IsOptional() @ValidateNested() inner?: object;
    }
    expect(fieldRulesOf(Nested)).toBeNull();
    expect(fieldRulesOf(class Plain {})).toBeNull();
  });
});
