import type * as StoreClient from '@eventstore/db-client';

/**
 * The client library, loaded when a store is first spoken to: that takes an eighth of a second and 10 MB of every process
 * and thread, and ledgers in files need none of it.
 */
export const storeClient = (): typeof StoreClient => {
  sayNothingOfAddresses();
  return require('@eventstore/db-client') as typeof StoreClient;
};

/** Node's warning that the name of a TLS server is an address, which RFC 6066 does not allow. */
const ADDRESS_AS_NAME = 'DEP0123';

let silent = false;

/**
 * The client sends the host of its connection string as the server's name, and leaves nobody a way to send none. The
 * certificate is checked against the address all the same, so whoever connects to one has nothing to be warned of.
 */
function sayNothingOfAddresses(): void {
  if (silent) return;
  silent = true;
  const warn = process.emitWarning.bind(process) as (...warning: unknown[]) => void;
  process.emitWarning = (...warning: unknown[]): void => {
    if (!warning.includes(ADDRESS_AS_NAME)) warn(...warning);
  };
}
