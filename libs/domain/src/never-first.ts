/** Stops a fold at an event that can't begin an entity's history: no decider emits it there, so the history is broken. */
export function neverFirst(event: { readonly type: string }): never {
  throw new Error(`${event.type} cannot be the first event of its entity`);
}
