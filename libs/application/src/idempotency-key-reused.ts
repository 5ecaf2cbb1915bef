/** The key of an import was used before, for another request. Nothing was written. */
export class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused';
  constructor() {
    super('this Idempotency-Key was used for another request: take a new one, or send what was sent before');
  }
}
