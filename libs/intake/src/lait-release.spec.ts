import { sha256 } from '@outturn/kernel';
import { readFiles } from './read-files.js';
import { fileOf, reading } from './source-file.fixture.js';

const HEADER = 'measure,area_number,area,year,value';
const dictionary = fileOf('dictionary.csv', [
  'Measure_code,Measure,Measure_short,Polarity,y_axis_name,Description,dps,Year_Type,Last Update',
  '1,Children looked after,LAC,-,"Rate per 10,000","One.\n\n\n\n  \nTwo.",NA,Annual,45962',
  '2,Attainment 8,Att8,High,Average Score,,NA,Academic Year,45962',
  '3,Progress 8,Prog8,High,Average Score,,2,Academic Year,45962',
  '4,Days between,Gap,Low,Average days,,0,Financial Year,45962',
  '5,Dental checks,Dental,High,% of children,,NA,Financial Year,45962',
  '6,Places,Places,NA,Number of places,,0,Financial Year,45962',
  '7,Other,Other,NA,£ per week,,0,Financial Year,45962',
]);

const release = (rows: readonly string[], options = {}) => reading([HEADER, ...rows], { dictionary, ...options });
const cellsOf = (rows: readonly string[]) => release(rows).release!.cells;
const problemsOf = (rows: readonly string[]) =>
  release(rows).problems.map(({ line, column, kind }) => `${line ?? '-'} ${column ?? '-'} ${kind}`);

describe('a cell of a release', () => {
  it('has its text byte for byte beside the exact value that it means', () => {
    expect(
      cellsOf([
        'LAC,301.0,Barking and Dagenham,2023,7.0000000000000007E-2',
        'LAC,302.0,Barnet,2023, 9.3699999999999992 ',
      ]),
    ).toEqual([
      {
        indicator: 'LAC',
        breakdown: 'all',
        area: 'Barking and Dagenham',
        areaCode: '301',
        period: '2022-23',
        sourcePeriod: '2023',
        value: '0.070000000000000007',
        published: '7.0000000000000007E-2',
        symbol: null,
        line: 2,
      },
      {
        indicator: 'LAC',
        breakdown: 'all',
        area: 'Barnet',
        areaCode: '302',
        period: '2022-23',
        sourcePeriod: '2023',
        value: '9.3699999999999992',
        published: ' 9.3699999999999992 ',
        symbol: null,
        line: 3,
      },
    ]);
  });

  it('keeps a mark as its symbol, and a blank as "blank", never as zero', () => {
    const rows = ['-', '..', 'c', 'z', 'x', 'k', 'u', '', '0'].map(
      (text, index) => `LAC,1.0,England,${2000 + index},${text}`,
    );
    expect(cellsOf(rows).map(({ value, symbol, published }) => [value, symbol, published])).toEqual([
      ...['-', '..', 'c', 'z', 'x', 'k', 'u'].map((mark) => [null, mark, mark]),
      [null, 'blank', ''],
      ['0', null, '0'],
    ]);
  });

  it('has the year that its measure counts in', () => {
    const cells = cellsOf(['LAC,1.0,England,2000,1', 'Att8,1.0,England,2000,1', 'Gap,1.0,England,2023,1']);
    expect(cells.map(({ period }) => period)).toEqual(['1999-00', 'AY1999-00', '2022-23']);
  });

  it('whose year is no year is kept under the publisher’s label, with one warning a measure that counts them', () => {
    const { release: read, warnings } = release([
      'LAC,1.0,England,2023,1',
      'LAC,1.0,England,0,1',
      'LAC,2.0,London,0,2',
      'Gap,1.0,England,0,3',
    ]);
    expect(read!.cells.map(({ period, sourcePeriod }) => [period, sourcePeriod])).toEqual([
      ['2022-23', '2023'],
      [null, '0'],
      [null, '0'],
      [null, '0'],
    ]);
    expect(warnings).toMatchObject([
      {
        kind: 'YearIsNoYear',
        line: 3,
        message: '2 cells of LAC have "0" for a year: they are kept under that label, outside any series',
      },
      { kind: 'YearIsNoYear', line: 5 },
    ]);
  });

  it.each([
    [
      'that is there twice, with both lines',
      ['LAC,1.0,England,2023,1', 'LAC,2.0,London,2023,1', 'LAC,1.0,ENGLAND ,2023,2'],
      '4 measure DuplicateCell',
    ],
    [
      'of an area with two numbers',
      ['LAC,1.0,England,2022,1', 'LAC,2.0,England,2023,1'],
      '3 area_number AreaNumbersDiffer',
    ],
    [
      'of a number with two areas',
      ['LAC,1.0,England,2022,1', 'LAC,1.0,London,2023,1'],
      '3 area_number AreaNumbersDiffer',
    ],
    ['that is neither a figure nor a mark', ['LAC,1.0,England,2023,#N/A'], '2 value ExcelError'],
    ['without a measure', [',1.0,England,2023,1'], '2 measure CellInvalid'],
    ['without an area', ['LAC,1.0,,2023,1'], '2 area CellInvalid'],
    ['without a year', ['LAC,1.0,England,,1'], '2 year CellInvalid'],
    ['with a control character', ['LAC,1.0,Eng\u0007land,2023,1'], '2 area CellInvalid'],
    ['with too few cells', ['LAC,1.0,England,2023'], '2 - TooFewCells'],
  ])('is refused %s', (_what, rows, problem) => {
    expect(problemsOf(rows)).toEqual([problem]);
    expect(release(rows).release).toBeNull();
  });
});

describe('a release', () => {
  it('is of one area, however the lines of its file spell it', () => {
    const cells = cellsOf([
      'LAC,342,St. Helens,2022,1',
      'LAC,342,St Helens,2023,1',
      'LAC,,Milton Keynes,2022,1',
      'LAC,,MILTON  KEYNES,2023,1',
    ]);
    expect(cells.map(({ area }) => area)).toEqual(['St. Helens', 'St. Helens', 'Milton Keynes', 'Milton Keynes']);
  });

  it('names the other line of a cell that is there twice', () => {
    const { problems } = release(['LAC,1.0,England,2023,1', 'LAC,1.0,England,2023,1']);
    expect(problems[0]!.message).toBe('this measure, area and year are on line 2 too: keep one');
  });

  it('is labelled by its file, dated by the call, and bears the digest of the bytes as delivered', () => {
    const file = fileOf('some/where/2024-11-19.csv.gz', [HEADER, 'LAC,1.0,England,2023,1']);
    const { release: read } = readFiles([file], { occurred: '2024-11-19T10:00:00.000Z', dictionary });
    expect(read).toMatchObject({
      publish: {
        label: '2024-11-19',
        date: '2024-11-19',
        occurred: '2024-11-19T10:00:00.000Z',
        fileDigest: sha256(file.bytes),
        cells: 1,
      },
      occurred: '2024-11-19T10:00:00.000Z',
      source: 'some/where/2024-11-19.csv.gz',
    });
    expect(readFiles([file], { release: 'November' }).release).toMatchObject({
      publish: { label: 'November' },
      occurred: null,
    });
  });

  it('defines each of its measures once, as the dictionary says', () => {
    const rows = ['LAC', 'Att8', 'LAC', 'Prog8', 'Gap', 'Dental', 'Places', 'Other'].map(
      (id, index) => `${id},1.0,England,${2000 + index},1`,
    );
    const { definitions } = release(rows).release!;
    expect(
      definitions.map(({ command: { id, unit, polarity, frequencies, decimals } }) => [
        id,
        unit,
        polarity,
        ...(frequencies ?? []),
        decimals,
      ]),
    ).toEqual([
      ['LAC', 'rate_per_10000', 'neutral', 'year', 0],
      ['Att8', 'score', 'higher', 'academic_year', 1],
      ['Prog8', 'score', 'higher', 'academic_year', 2],
      ['Gap', 'days', 'lower', 'year', 0],
      ['Dental', 'percent', 'higher', 'year', 0],
      ['Places', 'number', 'neutral', 'year', 0],
      ['Other', 'unknown', 'neutral', 'year', 0],
    ]);
    expect(definitions[0]).toMatchObject({
      command: {
        title: 'Children looked after',
        definition: 'One.\n\nTwo.',
        source: 'DfE Local Authority Interactive Tool',
      },
      fromDictionary: true,
    });
  });

  it('without a dictionary is of unknown unit and neutral, with one warning', () => {
    const { release: read, warnings } = reading([HEADER, 'LAC,1.0,England,2023,1', 'Gap,1.0,England,2023,1']);
    expect(read!.definitions[0]).toMatchObject({
      command: {
        id: 'LAC',
        title: 'LAC',
        unit: 'unknown',
        polarity: 'neutral',
        frequencies: ['year'],
        decimals: undefined,
      },
      fromDictionary: false,
    });
    expect(read!.cells[0]!.period).toBe('2022-23');
    expect(warnings.map(({ kind }) => kind)).toEqual(['DictionaryMissing']);
  });

  it('names the measures that the dictionary does not have, in one warning', () => {
    expect(
      release(['LAC,1.0,England,2023,1', 'New,1.0,England,2023,1', 'Newer,1.0,England,2023,1']).warnings,
    ).toMatchObject([{ kind: 'MeasuresNotInDictionary', message: expect.stringContaining('(New, Newer)') as string }]);
  });

  it('comes by itself', () => {
    const files = [
      fileOf('lait.csv', [HEADER, 'LAC,1.0,England,2023,1']),
      fileOf('r.csv', ['indicator,period', 'a,2016-17']),
    ];
    expect(readFiles(files, { dictionary })).toMatchObject({
      release: null,
      problems: [{ file: 'lait.csv', kind: 'ReleaseNotAlone' }],
    });
  });

  it('without cells is refused: it would withdraw everything', () => {
    expect(problemsOf([])).toEqual(['- - NoRows']);
  });
});

describe('a dictionary', () => {
  const withDictionary = (lines: readonly string[]) =>
    reading([HEADER, 'LAC,1.0,England,2023,1'], { dictionary: fileOf('d.csv', lines) }).problems.map(
      ({ file, line, column, kind }) => `${file} ${line ?? '-'} ${column ?? '-'} ${kind}`,
    );
  const COLUMNS = 'Measure_short,Measure,Polarity,y_axis_name,Description,dps,Year_Type';

  it.each([
    [
      'for a missing column',
      ['Measure_short,Measure,Polarity,y_axis_name,Description,dps'],
      'd.csv 1 year_type MissingColumn',
    ],
    ['for semicolons', [COLUMNS.replaceAll(',', ';')], 'd.csv 1 - SemicolonSeparated'],
    [
      'for a measure that is there twice',
      [COLUMNS, 'LAC,A,-,x,,0,Annual', 'LAC,B,-,x,,0,Annual'],
      'd.csv 3 measure_short DuplicateMeasure',
    ],
    ['for a polarity that is none', [COLUMNS, 'LAC,A,Up,x,,0,Annual'], 'd.csv 2 polarity PolarityUnknown'],
    ['for a type of year that is none', [COLUMNS, 'LAC,A,-,x,,0,Calendar Year'], 'd.csv 2 year_type YearTypeUnknown'],
    ['for decimals that are none', [COLUMNS, 'LAC,A,-,x,,two,Annual'], 'd.csv 2 dps NotAWholeNumber'],
    ['for a row that ends too soon', [COLUMNS, 'LAC,A,-'], 'd.csv 2 - TooFewCells'],
    ['when it is empty', [], 'd.csv - - FileEmpty'],
  ])('is refused %s', (_what, lines, problem) => {
    expect(withDictionary(lines)).toContain(problem);
  });

  it('beside no lait file is not used, with a warning', () => {
    expect(reading(['indicator,period', 'a,2016-17'], { dictionary }).warnings).toMatchObject([
      { kind: 'DictionaryNotUsed' },
    ]);
  });
});
