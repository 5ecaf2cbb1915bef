import { importOptions, type ImportOption, type ImportOptionName } from './import-options.js';

/** What has to be said of an import, by the kinds of fault, refusal and warning that ask for it. */
const asksFor: Readonly<Record<string, ImportOptionName>> = {
  KindUnknown: 'kind',
  KindAmbiguous: 'kind',
  KindDisagrees: 'kind',
  DictionaryMissing: 'dictionary',
  ReleaseUndated: 'occurred',
  ReleaseOutOfOrder: 'outOfOrder',
  LabelHeld: 'release',
  TableDiffers: 'table',
  TableNotSaid: 'table',
  CellsOfAnotherTable: 'table',
};

/** The option of an import that mends a fault of a kind; null where the file has to be mended. */
export function optionThatMends(kind: string): ImportOption | null {
  const name = Object.hasOwn(asksFor, kind) ? asksFor[kind] : undefined;
  return importOptions.find((option) => option.name === name) ?? null;
}

/**
 * Says of a fault how the reader says what mends it.
 * @param way how an option is said where it is read: "--kind", "the field kind"; null where the reader is shown it anyway
 */
export function withWay<Row extends { readonly kind: string; readonly message: string }>(
  row: Row,
  way: (option: ImportOption) => string | null,
): Row {
  const option = optionThatMends(row.kind);
  const said = option && way(option);
  return said === null ? row : { ...row, message: `${row.message} (${said})` };
}
