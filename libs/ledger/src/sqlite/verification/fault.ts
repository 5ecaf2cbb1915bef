/** One place where what is stored contradicts itself. */
export interface Fault {
  /** Null where it is about no event in particular. */
  readonly position: number | null;
  readonly kind:
    | 'PositionMissing'
    | 'BytesUnreadable'
    | 'LeafDiffers'
    | 'ColumnDiffers'
    | 'IndexDiffers'
    | 'SchemaDiffers'
    | 'WrongPlace'
    | 'NotCanonical'
    | 'ClockFalls'
    | 'EventIdDiffers'
    | 'BatchBroken'
    | 'EntityVersionBroken'
    | 'FrontierDiffers'
    | 'TileDiffers'
    | 'TextDiffers'
    | 'TextMissing'
    | 'TextUnmentioned'
    | 'RedactedTextKept'
    | 'SourceRowStray';
  /** What was expected and what was found, in a few words. */
  readonly detail: string;
}

/** A file that is damaged all over is not described event by event. */
const MOST_FAULTS = 100_000;

export class Faults {
  private readonly found: Fault[] = [];

  get all(): readonly Fault[] {
    return this.found;
  }

  add(position: number | null, kind: Fault['kind'], detail: string): void {
    if (this.found.length < MOST_FAULTS) this.found.push({ position, kind, detail });
  }
}
