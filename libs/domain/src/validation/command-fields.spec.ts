import { validateSync } from 'class-validator';
import {
  Command,
  IsBreakdown,
  IsCalendarDate,
  IsFigure,
  IsLabel,
  IsLongText,
  IsOccurred,
  IsPeriod,
  IsSealedText,
  sealedFieldsOf,
} from './command-fields.js';

/** What is wrong with a value in a field that bears the decorator: its messages, none if it is accepted. */
function wrongWith(decorator: PropertyDecorator, value: unknown): string[] {
  class Probe {}
  decorator(Probe.prototype, 'field');
  const wrong = validateSync(Object.assign(new Probe(), { field: value }));
  return wrong.flatMap(({ constraints }) => Object.values(constraints ?? {}));
}

const noTexts = [undefined, null, 77, true, ['77'], { text: '77' }];

describe.each([
  {
    name: 'a figure',
    decorator: IsFigure(),
    accepted: ['77', '26.6', '-0.5', '0', `0.${'1'.repeat(38)}`],
    refused: ['', ' 77', '77%', '1,000', '26.60', '+5', '-0', '.5', '5.', '1e3', 'NaN', '०', `0.${'1'.repeat(39)}`],
    message: 'field must be a plain decimal string such as "77" or "26.6"',
  },
  {
    name: 'a period',
    decorator: IsPeriod(),
    accepted: ['2016-17', '2017-18Q2', '2017-18H1', '2017-09', 'AY2016-17', '@2016-03-31', 'R12:2017-09', '3Y:2014-17'],
    refused: ['', '2016-18', '2017-18Q5', '2017-13', '@2016-02-30'],
    message:
      'field: write the period as a code such as 2016-17, 2017-18Q2, 2017-18H1, 2017-09, AY2016-17, @2016-03-31, R12:2017-09, 3Y:2014-17 or T:2016-17Autumn',
  },
  {
    name: 'a breakdown',
    decorator: IsBreakdown(),
    accepted: ['all', 'age=16-18', 'age=16-18;sex=f'],
    refused: ['', 'sex=f;age=16-18', 'age', 'age=', 'age=16-18;age=19-21', 'age = 16-18', `age=${'1'.repeat(200)}`],
    message: 'field must be "all" or key=value pairs joined by ; in alphabetical order of key, such as age=16-18',
  },
  {
    name: 'when something occurred',
    decorator: IsOccurred(),
    accepted: ['2015-03-31', '2016-02-29', '2015-03-31T09:00:00.000Z'],
    refused: ['', '2015-02-29', '31/03/2015', '2015-03-31T09:00:00Z', '2015-03-31T09:00:00.000+01:00', '2015-03'],
    message: 'field must be a date such as 2015-03-31 or an instant such as 2015-03-31T09:00:00.000Z',
  },
  {
    name: 'a calendar date',
    decorator: IsCalendarDate(),
    accepted: ['2015-03-31', '2016-02-29'],
    refused: ['', '2015-02-29', '2015-3-31', '2015-03-31T09:00:00.000Z'],
    message: 'field must be a date such as 2015-03-31',
  },
])('$name', ({ decorator, accepted, refused, message }) => {
  it.each(accepted)('may be "%s"', (value) => {
    expect(wrongWith(decorator, value)).toEqual([]);
  });

  it.each(refused)('is not "%s", and the message says what would be right', (value) => {
    expect(wrongWith(decorator, value)).toEqual([message]);
  });

  it('is a text: a JSON number may have been rounded on its way', () => {
    for (const value of noTexts) expect(wrongWith(decorator, value)).toEqual([message]);
  });
});

describe('a period in a command', () => {
  it('stands under its code, and another text is refused with the code that it means', () => {
    expect(wrongWith(IsPeriod(), '2016/17')).toEqual(['field: write this period as 2016-17']);
    expect(wrongWith(IsPeriod(), '2017/8')).toEqual([
      'field: this may mean several periods: write 2017-18 for year 2017 to 2018 or 2017-08 for August 2017',
    ]);
  });
});

describe('a label', () => {
  it('is one line of at most so many characters', () => {
    for (const value of ['a', 'Elected members trained', 'é'.repeat(5)]) {
      expect(wrongWith(IsLabel(30), value)).toEqual([]);
    }
    expect(wrongWith(IsLabel(5), 'longer')).toEqual(['field must have at most 5 characters']);
    expect(wrongWith(IsLabel(), 'x'.repeat(121))).toEqual(['field must have at most 120 characters']);
  });

  it('is not empty', () => {
    expect(wrongWith(IsLabel(), '')).toEqual(['field must not be empty']);
  });

  it.each([' x', 'x ', 'two\nlines', 'a\ttab', 'a\u0000nul', 'a\uD800surrogate'])('is not %j', (value) => {
    expect(wrongWith(IsLabel(), value)).toEqual([
      'field must be one line without control characters or spaces around it',
    ]);
  });

  it('is a text', () => {
    for (const value of noTexts) expect(wrongWith(IsLabel(), value)).toContain('field must be a text');
  });
});

describe.each([
  ['a long text', IsLongText()],
  ['a sealed text', IsSealedText()],
])('%s', (_name, decorator) => {
  it('may run over several lines, up to 10,000 characters', () => {
    for (const value of ['x', 'two\nlines', ' as it was typed ', 'x'.repeat(10_000)]) {
      expect(wrongWith(decorator, value)).toEqual([]);
    }
    expect(wrongWith(decorator, 'x'.repeat(10_001))).toEqual(['field must have at most 10,000 characters']);
  });

  it('is not empty', () => {
    expect(wrongWith(decorator, '')).toEqual(['field must not be empty']);
  });

  it('is well-formed, because a lone surrogate has no bytes to seal', () => {
    expect(wrongWith(decorator, 'a\uD800b')).toEqual(['field must be well-formed Unicode']);
    expect(wrongWith(decorator, 'a \u{1F600} b')).toEqual([]);
  });

  it('is a text', () => {
    for (const value of noTexts) expect(wrongWith(decorator, value)).toContain('field must be a text');
  });
});

describe('the sealed fields of a command', () => {
  class Sealing {
    @IsSealedText() second: string;
    @IsLabel() open: string;
    @IsSealedText() first: string;
  }
  class Plain {
    @IsLabel() open: string;
  }

  it('are those that are declared so, in the order of their declaration', () => {
    expect(sealedFieldsOf(Sealing)).toEqual(['second', 'first']);
  });

  it('are none if none is declared', () => {
    expect(sealedFieldsOf(Plain)).toEqual([]);
  });
});

describe('a command', () => {
  class Probe extends Command('Probe') {}
  const occurred = (value: unknown) =>
    validateSync(Object.assign(new Probe(), { occurred: value }), {
      forbidUnknownValues: false,
    });

  it('may say when it happened', () => {
    expect(occurred('2015-03-31')).toEqual([]);
    expect(occurred(undefined)).toEqual([]);
    expect(occurred('yesterday')).toHaveLength(1);
  });

  it('carries nothing that only the compiler needs', () => {
    expect(Object.keys(new Probe())).not.toContain('named');
  });
});
