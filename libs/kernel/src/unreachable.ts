/** Ends an exhaustive switch: a case that is not dealt with breaks the build, and at run time stops the fold. */
export function unreachable(value: never): never {
  throw new Error(`not dealt with: ${JSON.stringify(value)}`);
}
