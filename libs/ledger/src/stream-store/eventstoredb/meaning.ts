import { BadConfiguration, EventTooLarge } from '../../errors.js';
import { NoSuchStream, StreamErased } from '../stream-store.js';
import { storeClient } from './store-client.js';

/** An error after which trying again is no use; null for one that leaves the outcome open. */
export function meaning(error: unknown): Error | null {
  if (error instanceof NoSuchStream) return error;
  const { StreamDeletedError, AccessDeniedError, MaxAppendSizeExceededError } = storeClient();
  if (error instanceof StreamDeletedError) return new StreamErased(error.streamName);
  if (error instanceof AccessDeniedError) {
    return new BadConfiguration(
      `the store refuses this user (${error.message}): check the user and password of OUTTURN_EVENTSTORE and the ACLs of its streams`,
      { cause: error },
    );
  }
  if (error instanceof MaxAppendSizeExceededError) {
    return new EventTooLarge(
      `the store takes ${error.maxAppendSize} bytes in one append, which is less than the ${1024 * 1024} that Outturn counts on: raise its MaxAppendSize`,
      { cause: error },
    );
  }
  return null;
}
