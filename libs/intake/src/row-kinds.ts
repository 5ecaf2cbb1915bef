import { breakdown } from '@outturn/kernel';
import { DefineIndicator, RecordAction, ReleaseBenchmark, SetTarget, SubmitReturn } from '@outturn/domain';
import {
  type Cell,
  type CellReader,
  given,
  labelsCell,
  refused,
  textCell,
  daysCell,
  digestCell,
  wholeNumberCell,
  wordCell,
  wordsCell,
} from './cell.js';
import { dateCell, dueCell, occurredCell } from './date-cell.js';
import { countCell, figureCell, ownFigureCell, ownSymbolCell, publishedFigureCell, symbolCell } from './figure-cell.js';
import type { Columns } from './header.js';
import type { RowKindName } from './import-file.js';
import { periodCell } from './period-cell.js';
import type { Fault } from './problems.js';

/** The commands that rows become. */
export type RowCommand = DefineIndicator | SubmitReturn | SetTarget | ReleaseBenchmark | RecordAction;

interface RowColumn {
  readonly name: string;
  /** The command's field. */
  readonly field: string;
  readonly read: CellReader;
}

export interface RowKind {
  readonly kind: RowKindName;
  readonly columns: readonly RowColumn[];
  readonly header: Columns;
  readonly create: () => RowCommand;
  /** A rule between two cells of one row; `cell` gives the trimmed text of a column. */
  readonly check?: (cell: (column: string) => string) => { readonly column: string; readonly fault: Fault } | null;
}

const SAY_WHY = 'leave the cell empty, write z, x or c under symbol, and say why under commentary';
const LEAVE_CELL_EMPTY = 'leave the cell empty';

const breakdownCell = (text: string): Cell => {
  const canonical = breakdown(text);
  return canonical === null
    ? refused('NotABreakdown', 'write "all", or key=value pairs joined by ; such as age=16-18;sex=f')
    : given(canonical);
};

const actionStatusCell: CellReader = (text) =>
  text.toLowerCase() === 'overdue'
    ? refused(
        'OverdueIsDerived',
        'overdue follows from the due date and is never stored: write planned, not_stated, in_progress or completed',
      )
    : wordCell(text);

const column = (name: string, read: CellReader = textCell, field = name): RowColumn => ({ name, field, read });

const REASON = column('reason');
const OCCURRED = column('occurred', occurredCell);
const BREAKDOWN = column('breakdown', breakdownCell);
const PERIOD = column('period', periodCell);

function rowKind(
  kind: RowKindName,
  required: readonly string[],
  columns: readonly RowColumn[],
  create: () => RowCommand,
  more: Pick<RowKind, 'check'> & Pick<Columns, 'either'> = {},
): RowKind {
  const known = columns.map(({ name }) => name);
  const { either, ...rest } = more;
  return { kind, columns, header: { known, required, ...(either === undefined ? {} : { either }) }, create, ...rest };
}

/** Each kind: its columns and how they are read. In the order in which the rows of one day are decided. */
export const rowKinds: readonly RowKind[] = [
  rowKind(
    'indicators',
    ['id', 'title', 'unit', 'polarity', 'frequencies'],
    [
      column('id'),
      column('title'),
      column('unit', wordCell),
      column('polarity', wordCell),
      column('frequencies', wordsCell),
      column('decimals', wholeNumberCell),
      column('numerator'),
      column('denominator'),
      column('definition'),
      column('source'),
      column('tolerance', figureCell(LEAVE_CELL_EMPTY)),
      column('priority'),
      column('owner'),
      column('owned_by', labelsCell, 'ownedBy'),
      column('expected_after', daysCell, 'expectedAfter'),
      REASON,
      OCCURRED,
    ],
    () => new DefineIndicator(),
    { check: toleranceUnit },
  ),
  rowKind(
    'benchmarks',
    ['indicator', 'area', 'period'],
    [
      column('indicator'),
      BREAKDOWN,
      column('area'),
      PERIOD,
      column('value', publishedFigureCell),
      column('numerator', countCell(LEAVE_CELL_EMPTY)),
      column('denominator', countCell(LEAVE_CELL_EMPTY)),
      column('symbol', symbolCell),
      column('release'),
      OCCURRED,
    ],
    () => new ReleaseBenchmark(),
  ),
  rowKind(
    'targets',
    ['indicator', 'kind'],
    [
      column('indicator'),
      BREAKDOWN,
      PERIOD,
      column('from', dateCell),
      column('to', dateCell),
      column('kind', wordCell),
      column('value', figureCell(LEAVE_CELL_EMPTY)),
      column('upper', figureCell(LEAVE_CELL_EMPTY)),
      column('rule'),
      column('rationale'),
      column('approved_by', textCell, 'approvedBy'),
      column('approved_on', dateCell, 'approvedOn'),
      REASON,
      OCCURRED,
    ],
    () => new SetTarget(),
    { either: [['period'], ['from', 'to']] },
  ),
  rowKind(
    'returns',
    ['indicator', 'period'],
    [
      column('indicator'),
      BREAKDOWN,
      PERIOD,
      column('value', ownFigureCell),
      column('numerator', countCell(SAY_WHY)),
      column('denominator', countCell(SAY_WHY)),
      column('symbol', ownSymbolCell),
      column('qualifier', wordCell),
      column('status', wordCell),
      column('commentary'),
      column('source'),
      column('extracted_on', dateCell, 'extractedOn'),
      column('source_digest', digestCell, 'sourceDigest'),
      REASON,
      OCCURRED,
    ],
    () => new SubmitReturn(),
  ),
  rowKind(
    'actions',
    ['ref', 'action'],
    [
      column('ref'),
      column('action'),
      column('objective'),
      column('priority'),
      column('lead'),
      column('due', dueCell),
      column('outcome'),
      column('measure', labelsCell, 'measures'),
      column('recommendations', labelsCell),
      column('strategies', labelsCell),
      column('status', actionStatusCell),
      column('progress'),
      REASON,
      OCCURRED,
    ],
    () => new RecordAction(),
  ),
];

// 5% of a number could be a share of it or a slip; only beside a percentage does it mean percentage points.
function toleranceUnit(cell: (column: string) => string): { column: string; fault: Fault } | null {
  if (!/[%\uFF05]$/.test(cell('tolerance')) || cell('unit').toLowerCase() === 'percent') return null;
  const message = 'a tolerance is in the unit of its indicator, which is not percent: leave the percent sign out';
  return { column: 'tolerance', fault: { kind: 'PercentForOtherUnit', message } };
}
