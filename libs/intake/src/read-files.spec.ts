import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { importKinds } from './import-file.js';
import { readFiles } from './read-files.js';
import { fileOf, reading } from './source-file.fixture.js';

const INDICATORS = 'id,title,unit,polarity,frequencies,decimals,definition,tolerance,owner,occurred';
const RETURNS = 'indicator,breakdown,period,value,numerator,denominator,status,commentary,reason,occurred';
const TARGETS = 'indicator,period,from,to,kind,value,upper,rule,approved_by,approved_on';
const BENCHMARKS = 'indicator,breakdown,area,period,value,numerator,denominator,symbol,release,occurred';
const ACTIONS = 'ref,action,due,measure,recommendations,strategies,status,progress';
const LAIT = 'measure,area_number,area,year,value';

const problemsOf = (lines: readonly string[]) =>
  reading(lines).problems.map(({ line, column, kind }) => `${line ?? '-'} ${column ?? '-'} ${kind}`);

describe('a row', () => {
  it('becomes a validated command, which says of an empty cell that there is nothing', () => {
    const { items } = reading([
      RETURNS,
      'cl-eet, Age = 16-18 ,2017-18Q2, 1&2 ,,,,,,'.replace(' 1&2 ', '76 ').replace('Age', 'age'),
    ]);
    expect(items[0]!.command).toEqual({
      indicator: 'cl-eet',
      breakdown: 'age=16-18',
      period: '2017-18Q2',
      value: '76',
      numerator: null,
      denominator: null,
      status: null,
      commentary: null,
    });
    expect(items[0]).toMatchObject({ kind: 'returns', occurred: null, source: { file: 'file.csv', line: 2 } });
  });

  it('says nothing of a column that its file does not have', () => {
    const { items } = reading(['indicator,period,commentary', 'eet,2016-17,Late']);
    expect(items[0]!.command).toEqual({
      indicator: 'eet',
      breakdown: 'all',
      period: '2016-17',
      commentary: 'Late',
    });
  });

  it('of a return without a figure says why, in the place of the figure or beside it', () => {
    const header = 'indicator,period,value,symbol,commentary';
    const { items } = reading([header, 'eet,2016-17,z,,Nobody', 'eet,2017-18,,X,The system was down']);
    expect(items.map(({ command }) => command)).toMatchObject([
      { symbol: 'z', value: null },
      { symbol: 'x', value: null },
    ]);
  });

  it('knows which column and which text each field came from', () => {
    const { items } = reading([TARGETS, 'eet,2017-18,,,point,72%,,, Cabinet ,2017-04-01']);
    const [item] = items;
    expect(item!.command).toMatchObject({ value: '72', approvedBy: 'Cabinet', approvedOn: '2017-04-01' });
    expect([item!.columnOf('approvedBy'), item!.valueOf('approvedBy')]).toEqual(['approved_by', 'Cabinet']);
    expect([item!.columnOf('value'), item!.valueOf('value')]).toEqual(['value', '72%']);
    expect([item!.columnOf('areaCode'), item!.valueOf('areaCode')]).toEqual(['areaCode', null]);
  });

  it('of an indicator has several frequencies and a number of decimals', () => {
    const { items } = reading([INDICATORS, 'eet,EET,Percent,Higher,quarter; Half year,1,,5%,,2012-05-14']);
    expect(items[0]!.command).toMatchObject({
      unit: 'percent',
      polarity: 'higher',
      frequencies: ['quarter', 'half_year'],
      decimals: 1,
      tolerance: '5',
      occurred: '2012-05-14',
    });
  });

  it('of an action has lists, and a status in words', () => {
    const { items } = reading([ACTIONS, '1,Do it,Ongoing,a; b,14;16,,In progress,']);
    expect(items[0]!.command).toMatchObject({
      due: 'ongoing',
      measures: ['a', 'b'],
      recommendations: ['14', '16'],
      status: 'in_progress',
    });
  });

  it('of a benchmark keeps a mark as its symbol, and the published text where it says more than the value', () => {
    const { items } = reading([
      BENCHMARKS,
      'eet,,england,2016-17,c,,,,,',
      'eet,,england,2017-18,,,,x,,',
      'eet,,england,2018-19,"1,234",,,,,',
      'eet,,england,2019-20,68,,,,,',
    ]);
    expect(items.map(({ command }) => command)).toMatchObject([
      { symbol: 'c', value: null },
      { symbol: 'x', value: null },
      { value: '1234', published: '1,234' },
      { value: '68', published: undefined },
    ]);
  });

  it('holds texts over several lines, quotation marks and formulas as nothing but text', () => {
    const { items } = reading([RETURNS, 'eet,,2016-17,5,,,,"=1+1\r\nsaid ""so""",,']);
    expect(items[0]!.command).toMatchObject({ commentary: '=1+1\nsaid "so"' });
  });

  it.each([
    ['a return without a period', [RETURNS, 'eet,,,5,,,,,,'], '2 period CellMissing'],
    ['a mark of a publisher in a return', [RETURNS, 'eet,,2016-17,k,,,,,,'], '2 value MarkForFigure'],
    ['a percentage for a count', [RETURNS, 'eet,,2016-17,,5%,10,,,,'], '2 numerator PercentForCount'],
    ['a decimal comma', [RETURNS, 'eet,,2016-17,"1,23",,,,,,'], '2 value DecimalComma'],
    ['a period that may be two', [RETURNS, 'eet,,2017/8,5,,,,,,'], '2 period PeriodAmbiguous'],
    ['a breakdown that is none', [RETURNS, 'eet,boys,2016-17,5,,,,,,'], '2 breakdown NotABreakdown'],
    ['a status that is none', [RETURNS, 'eet,,2016-17,5,,,draft,,,'], '2 status CellInvalid'],
    ['the number of a day for a date', [RETURNS, 'eet,,2016-17,5,,,,,,41043'], '2 occurred DateTurnedIntoNumber'],
    ['a figure of more than 40 digits', [RETURNS, 'eet,,2016-17,1e45,,,,,,'], '2 value CellInvalid'],
    ['an action that is overdue', [ACTIONS, '1,Do it,,,,,Overdue,'], '2 status OverdueIsDerived'],
    ['an action that is due at no time', [ACTIONS, '1,Do it,soon,,,,,'], '2 due CellInvalid'],
    ['a tolerance in percent of days', [INDICATORS, 'a,A,days,lower,year,0,,5%,,'], '2 tolerance PercentForOtherUnit'],
    ['decimals that are no number', [INDICATORS, 'a,A,days,lower,year,one,,,,'], '2 decimals NotAWholeNumber'],
    ['more decimals than there may be', [INDICATORS, 'a,A,days,lower,year,9,,,,'], '2 decimals CellInvalid'],
    ['a unit that is none', [INDICATORS, 'a,A,apples,lower,year,0,,,,'], '2 unit CellInvalid'],
    ['two symbols', [BENCHMARKS, 'eet,,england,2016-17,c,,,x,,'], '2 symbol CellsDisagree'],
    ['a symbol that is none', [BENCHMARKS, 'eet,,england,2016-17,,,,secret,,'], '2 symbol NotASymbol'],
    ['a control character in a label', [RETURNS, 'e\u0007t,,2016-17,5,,,,,,'], '2 indicator CellInvalid'],
    ['a row with too few cells', [RETURNS, 'eet,,2016-17,5'], '2 - TooFewCells'],
    ['a row with too many cells', [RETURNS, 'eet,,2016-17,1,234,,,,,,'], '2 - TooManyCells'],
  ])('is refused by its line and column: %s', (_what, lines, problem) => {
    expect(problemsOf(lines)).toEqual([problem]);
  });

  it('is refused with every cell that is wrong, once each', () => {
    expect(problemsOf([INDICATORS, ',Title,apples,up,week,9,,"1,23",,yesterday'])).toEqual([
      '2 id CellMissing',
      '2 tolerance DecimalComma',
      '2 occurred NotADate',
      '2 unit CellInvalid',
      '2 polarity CellInvalid',
      '2 frequencies CellInvalid',
      '2 decimals CellInvalid',
    ]);
  });

  it('is refused in words that name the column of the file', () => {
    const { problems } = reading([TARGETS, `eet,2016-17,,,point,5,,,${'x'.repeat(10_001)},`]);
    expect(problems[0]).toMatchObject({
      column: 'approved_by',
      message: 'approved_by must have at most 10,000 characters',
    });
    expect(problems[0]!.value).toHaveLength(201);
  });

  it('may end in commas for columns that were used once, as its header does', () => {
    expect(problemsOf([`${RETURNS},,`, 'eet,,2016-17,5,,,,,,,,'])).toEqual([]);
    expect(problemsOf([`${RETURNS},,`, 'eet,,2016-17,5,,,,,,,,6'])).toEqual(['2 - TooManyCells']);
    expect(problemsOf([RETURNS, 'eet,,2016-17,5,,,,,,,'])).toEqual(['2 - TooManyCells']);
  });
});

describe('the kind of a file', () => {
  const named = (name: string, header: string, kind?: 'targets') =>
    readFiles([{ ...fileOf(name, [header]), name, ...(kind === undefined ? {} : { kind }) }], {});

  it('is asked for where its name says another than its columns', () => {
    expect(named('data/targets-2017.csv', 'indicator,period,value').problems).toMatchObject([
      {
        line: 1,
        kind: 'KindDisagrees',
        message:
          "the file's name says targets and its columns are those of returns: say which it is, targets or returns",
      },
    ]);
    for (const name of ['returns.csv', 'Q2.csv', 'returns-and-targets.csv', 'retargeting.csv', 'constructor.csv'])
      expect(named(name, 'indicator,period,value')).toMatchObject({ problems: [], files: [{ kind: 'returns' }] });
  });

  it('is asked for where another kind knows more of its columns', () => {
    expect(named('a.csv', 'indicator,period,value,approved_by').problems).toMatchObject([
      {
        kind: 'KindAmbiguous',
        message:
          'returns have no column approved_by, and targets need the column kind: say which it is, returns or targets',
      },
    ]);
  });

  it('is that which was stated', () => {
    expect(named('returns.csv', 'indicator,kind,period,value', 'targets').files).toMatchObject([{ kind: 'targets' }]);
  });
});

describe('what was read', () => {
  it('names the kind of each file and how many rows it has', () => {
    expect(reading(['indicator,period,value', 'eet,2016-17,5']).files).toMatchObject([
      { kind: 'returns', stated: false, rows: 1 },
    ]);
    expect(reading(['indicator,value', 'eet,5'], {}, 'returns').files).toMatchObject([
      { kind: 'returns', stated: true },
    ]);
    expect(reading(['name,age']).files).toMatchObject([{ kind: null }]);
  });

  it('names each way in which a period was written, and how many cells are written so', () => {
    const { readings, items } = reading([
      'indicator,period,value',
      'eet,Q2 2017/18,5',
      'eet,2016-17,5',
      'neet,Q2 2017/18,6',
    ]);
    expect(items.map(({ command }) => Reflect.get(command, 'period') as string)).toEqual([
      '2017-18Q2',
      '2016-17',
      '2017-18Q2',
    ]);
    expect(readings).toMatchObject([
      {
        line: 2,
        column: 'period',
        value: 'Q2 2017/18',
        message: 'read as 2017-18Q2, quarter 2 (July to September 2017)',
        cells: 2,
      },
    ]);
  });
});

describe('a header', () => {
  it.each([
    [INDICATORS, 'indicators'],
    [RETURNS, 'returns'],
    [TARGETS, 'targets'],
    [BENCHMARKS, 'benchmarks'],
    [ACTIONS, 'actions'],
    ['indicator,period,value', 'returns'],
    ['indicator,area,period,value', 'benchmarks'],
    ['indicator,kind,from,to,value', 'targets'],
  ])('%s is of the kind %s', (header, kind) => {
    const row = header.split(',').map((name) => CELLS[name] ?? '');
    expect(reading([header, row.join(',')]).items.map((item) => item.kind)).toEqual([kind]);
  });

  const CELLS: Record<string, string> = {
    id: 'a',
    title: 'A',
    unit: 'percent',
    polarity: 'lower',
    frequencies: 'year',
    indicator: 'a',
    period: '2016-17',
    area: 'england',
    kind: 'point',
    ref: '1',
    action: 'Do it',
  };

  it('may be written in capitals, with spaces and in any order', () => {
    expect(reading(['\u00a0Value, PERIOD ,Indicator', '5,2016-17,eet']).items).toHaveLength(1);
    expect(
      reading(['Indi\u200bcator,Kind,Period,Value,Approved by', 'eet,point,2016-17,5,Full Council']),
    ).toMatchObject({
      problems: [],
      items: [{ command: { approvedBy: 'Full Council' } }],
    });
  });

  it.each([
    ['an unknown column', ['indicator,period,valeu', 'eet,2016-17,5'], '1 valeu UnknownColumn', 'did you mean value?'],
    ['a column twice', ['indicator,period,period', 'eet,2016-17,2016-17'], '1 period DuplicateColumn', 'keep one'],
    ['a column without a name', ['indicator,,period', 'eet,,2016-17'], '1 - UnnamedColumn', 'column 2'],
    [
      'a target with neither period nor dates',
      ['indicator,kind,value', 'eet,point,5'],
      '1 - KindUnknown',
      'indicator, kind (targets)',
    ],
    ['an unknown kind', ['name,age', 'x,5'], '1 - KindUnknown', 'measure, area_number, area, year, value (lait)'],
    ['a kind that may be two', ['indicator,period,kind,area', 'x,,,'], '1 - KindAmbiguous', 'so say which it is: '],
    ['semicolons', ['indicator;period;value', 'eet;2016-17;5'], '1 - SemicolonSeparated', 'save the file with commas'],
    ['tabs', ['indicator\tperiod', 'eet\t2016-17'], '1 - TabSeparated', 'save the file with commas'],
    ['a separator line', ['sep=,', 'indicator,period'], '1 - SeparatorLine', 'remove it'],
    ['bars', ['indicator|period|value', 'eet|2016-17|5'], '1 - BarSeparated', 'save the file with commas'],
    [
      'a column that is called otherwise',
      ['indicator id,period,value', 'eet,2016-17,5'],
      '1 - KindUnknown',
      'returns would lack indicator',
    ],
    [
      'a title above it',
      ['Returns of quarter 2,,', 'indicator,period,value'],
      '1 - KindUnknown',
      'the first line must name',
    ],
    ['__proto__', ['indicator,period,__proto__', 'eet,2016-17,5'], '1 __proto__ UnknownColumn', 'the columns are'],
  ])('is refused for %s', (_what, lines, problem, hint) => {
    expect(problemsOf(lines)).toEqual([problem]);
    expect(reading(lines).problems[0]!.message).toContain(hint);
  });

  it('lacks a column that its stated kind requires', () => {
    const { problems } = reading(['indicator,value', 'eet,5'], {}, 'returns');
    expect(problems).toMatchObject([{ kind: 'MissingColumn', column: 'period', line: 1 }]);
  });

  it('is missing in an empty file', () => {
    expect(problemsOf([])).toEqual(['- - FileEmpty']);
    expect(readFiles([{ name: 'a.csv', bytes: Buffer.alloc(0) }], {}).problems).toMatchObject([{ kind: 'FileEmpty' }]);
  });

  it.each([
    ['out of place in its header', ['indicator,"period"s,value', 'eet,2016-17,5', 'cl,2016-17,6']],
    ['that is never closed', ['"indicator,period,value', 'eet,2016-17,5']],
  ])('has one fault and no other if it begins with a quotation mark %s', (_where, lines) => {
    expect(problemsOf(lines)).toEqual(['1 - QuotationMark']);
  });

  it('without rows is only a warning', () => {
    expect(reading([RETURNS])).toMatchObject({ problemCount: 0, warnings: [{ kind: 'NoRows' }] });
  });
});

describe('a file', () => {
  it('of any kind may be packed with gzip', () => {
    const { bytes } = fileOf('a', ['indicator,period,value', 'eet,2016-17,5']);
    expect(readFiles([{ name: 'a.csv.gz', bytes: gzipSync(bytes) }], {}).items).toHaveLength(1);
  });

  it('is checked to its end: the first 50 problems are kept and all are counted', () => {
    const rows = Array.from({ length: 70 }, () => 'eet,2016-17,no');
    const { problems, problemCount, rows: read } = reading(['indicator,period,value', ...rows]);
    expect([problems.length, problemCount, read]).toEqual([50, 70, 70]);
  });

  it('that cannot be read does not hide what is wrong with the others', () => {
    const bad = { name: 'b.csv', bytes: Buffer.from('indicator,period\ncaf\xe9,2016-17', 'latin1') };
    const { problems } = readFiles([bad, fileOf('a.csv', ['indicator,period', 'eet,2016'])], {});
    expect(problems).toMatchObject([
      {
        file: 'b.csv',
        line: 2,
        kind: 'Windows1252',
        message: 'this file looks like Windows-1252: save it as CSV UTF-8',
      },
      { file: 'a.csv', line: 2, column: 'period', value: '2016' },
    ]);
  });

  it('never makes the reading throw, whatever its bytes and its kind', () => {
    const headers = [INDICATORS, RETURNS, TARGETS, BENCHMARKS, ACTIONS, LAIT];
    const piece = fc.oneof(
      fc.constantFrom(
        ...headers,
        ',',
        '\n',
        '\r',
        '"',
        ';',
        '\uFEFF',
        '1,234',
        '12%',
        'c',
        '2016-17',
        'Sep-17',
        '31/03/2015',
        '\0',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const bytes = fc.oneof(
      fc
        .tuple(fc.constantFrom(...headers), fc.array(piece))
        .map(([header, rest]) => Buffer.from(`${header}\n${rest.join('')}`)),
      fc.array(piece).map((pieces) => Buffer.from(pieces.join(''))),
      fc.uint8Array().map((array) => Buffer.from(array)),
      fc.uint8Array().map((array) => Buffer.from([0x1f, 0x8b, ...array])),
    );
    fc.assert(
      fc.property(bytes, fc.constantFrom(undefined, ...importKinds), fc.boolean(), (content, kind, withDictionary) => {
        const file = { name: 'x', bytes: content, ...(kind === undefined ? {} : { kind }) };
        const { problems, problemCount } = readFiles([file], withDictionary ? { dictionary: file } : {});
        expect(problems).toHaveLength(Math.min(problemCount, 50));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the date on which a row is known', () => {
  it('is its own, else that of the call', () => {
    const lines = ['indicator,period,value,occurred', 'a,2016-17,5,2017-05-01', 'b,2016-17,5,'];
    expect(reading(lines, { occurred: '2018-01-01' }).items.map(({ occurred }) => occurred)).toEqual([
      '2017-05-01',
      '2018-01-01',
    ]);
    expect(reading(lines, { occurred: 'soon' }).problems).toMatchObject([
      { file: '', column: 'occurred', kind: 'NotADate' },
    ]);
  });

  it('may be written as people write it, in a file and for a call, and it is said how it was read', () => {
    const lines = ['indicator,period,value,occurred', 'a,2016-17,5,3 April 2016', 'b,2016-17,5,'];
    const { items, readings } = reading(lines, { occurred: '03/04/2017' });
    expect(items.map(({ occurred }) => occurred)).toEqual(['2016-04-03', '2017-04-03']);
    expect(readings).toMatchObject([
      { line: null, value: '03/04/2017', message: 'read as 2017-04-03, 3 April 2017' },
      { line: 2, value: '3 April 2016', message: 'read as 2016-04-03, 3 April 2016' },
    ]);
  });

  it('is refused where a column writes the month first elsewhere, with both readings and the line that shows it', () => {
    const header = 'indicator,period,value,occurred';
    const lines = [header, 'a,2016-17,5,03/04/2016', 'b,2016-17,5,03/31/2016', 'c,2016-17,5,2016-05-01'];
    expect(reading(lines).problems).toMatchObject([
      { line: 2, column: 'occurred', value: '03/04/2016', kind: 'DateAmbiguous' },
    ]);
    expect(reading(lines).problems[0]?.message).toBe(
      'line 3 has the month first (03/31/2016), so this may be 2016-04-03 or 2016-03-04: write the days of this column as year-month-day',
    );
    expect(reading([header, 'a,2016-17,5,03/04/2016', 'b,2016-17,5,31/03/2016']).problems).toEqual([]);
  });
});

describe('the label of a release', () => {
  it('is a benchmark’s own, else that of the call', () => {
    const lines = ['indicator,area,period,value,release', 'a,e,2016-17,5,Mine', 'a,f,2016-17,5,'];
    const commands = reading(lines, { release: 'Theirs' }).items.map(({ command }) => command);
    expect(commands).toMatchObject([{ release: 'Mine' }, { release: 'Theirs' }]);
  });
});
