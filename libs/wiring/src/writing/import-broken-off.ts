/** An import that its thread died of. */
export class ImportBrokenOff extends Error {
  override readonly name = 'ImportBrokenOff';
}
