/** The storage reported a fault (I/O, disk full, corruption). Writing stops until the ledger is opened again. */
export class StorageFailed extends Error {
  override readonly name = 'StorageFailed';
  /** Whether it was that there is no room: then nothing is wrong with what lies there, and room is all that it needs. */
  readonly isFull: boolean;

  constructor(message: string, { isFull = false, ...options }: ErrorOptions & { readonly isFull?: boolean } = {}) {
    super(message, options);
    this.isFull = isFull;
  }
}

/** Another process held the write lock for longer than the caller may wait. Nothing was written. */
export class LedgerBusy extends Error {
  override readonly name = 'LedgerBusy';
}

/** The entity has moved on since the caller looked. Nothing was written. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
  constructor(
    readonly entity: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${entity} is at version ${actual}, not ${expected}`);
  }
}

export class LedgerNotFound extends Error {
  override readonly name = 'LedgerNotFound';
  constructor(readonly ledger: string) {
    super(`there is no ledger "${ledger}" here`);
  }
}

export class LedgerExists extends Error {
  override readonly name = 'LedgerExists';
  constructor(readonly ledger: string) {
    super(`there is a ledger "${ledger}" here already`);
  }
}

/** The file or the machine can't give what the ledger needs (durable commits, a known format). Exit code 78. */
export class BadConfiguration extends Error {
  override readonly name: string = 'BadConfiguration';
}

/** One file is no ledger that this release can open; the words say what to do with it and name no path. Exit code 78. */
export class LedgerUnreadable extends BadConfiguration {
  override readonly name = 'LedgerUnreadable';
}

/** The ledger holds an event that this release doesn't know: the fold stops instead of guessing. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
  constructor(
    readonly position: number,
    readonly type: string,
    readonly schemaVersion: number,
  ) {
    super(
      `event ${position} is a ${type} of version ${schemaVersion}: a newer release of Outturn is needed to read it`,
    );
  }
}

/** The stored bytes contradict themselves; `verify` names every place. */
export class LedgerDamaged extends Error {
  override readonly name = 'LedgerDamaged';
}

/** Something is said to have occurred after the moment at which it is recorded. Nothing was written. */
export class OccurredInFuture extends Error {
  override readonly name = 'OccurredInFuture';
  constructor(
    readonly occurredAt: string,
    readonly recordedAt: string,
  ) {
    super(`occurred "${occurredAt}" is later than now (${recordedAt}): nothing can be known before it has happened`);
  }
}

/**
 * The store that several nodes share gave no answer in time. Whether the events were written is not known here: the same
 * request again, under the same key, has one effect and the same answer.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** A replica contradicts the store, or the store contradicts itself: nothing of it is served as current any more. */
export class ReplicaStopped extends Error {
  override readonly name = 'ReplicaStopped';
}

/** This machine's clock is away from that of the ledger or of its store, so it must not say when something was recorded. */
export class ClockApart extends Error {
  override readonly name = 'ClockApart';
}

/** The key that signs for a ledger is on another node. */
export class KeyElsewhere extends Error {
  override readonly name = 'KeyElsewhere';
}

/** One event, or one text, is larger than the store takes. Nothing was sent. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
}
