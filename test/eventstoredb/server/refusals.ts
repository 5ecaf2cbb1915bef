import { Metadata, status } from '@grpc/grpc-js';

/** A call that ends with a status; the trailers say which error it is, because several share a code. */
export class Refusal extends Error {
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    readonly details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    for (const [name, value] of Object.entries(trailers)) this.metadata.set(name, value);
  }
}

/** A call that is never answered: its link is gone, or its caller. */
export class NeverAnswered extends Error {}

/** A call that ends with an OK before it gave its answers. */
export class EndedCleanly extends Error {}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export const serverIsBusy = (): Refusal => new Refusal(status.UNAVAILABLE, 'Server Is Busy');

export const serverShutsDown = (): Refusal => new Refusal(status.CANCELLED, 'Server is shutting down');

export const notAuthenticated = (): Refusal => new Refusal(status.UNAUTHENTICATED, 'Authentication failed');

export const accessDenied = (): Refusal =>
  new Refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });

export const notLeader = ({ host, port }: Endpoint): Refusal =>
  new Refusal(status.NOT_FOUND, `Leader info available: ${host}:${port}`, {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const streamDeleted = (stream: string): Refusal =>
  new Refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

/** How Delete and Tombstone say it; Append and BatchAppend answer with messages. A stream without events is at -1. */
export const wrongExpectedVersion = (stream: string, expected: number, actual: number): Refusal =>
  new Refusal(
    status.FAILED_PRECONDITION,
    `Append failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(expected),
      'actual-version': String(actual),
    },
  );

export const appendTooLarge = (limit: number): Refusal =>
  new Refusal(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

export const propertyMissing = (names: readonly string[]): Refusal =>
  new Refusal(status.INVALID_ARGUMENT, `Required Metadata Property '${names.join(',')}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': names.join(','),
  });
