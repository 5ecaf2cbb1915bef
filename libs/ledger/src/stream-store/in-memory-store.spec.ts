import { streamStoreContract } from '../contract/stream-store-contract.js';
import { InMemoryStore, MemoryStreams } from './in-memory-store.fixture.js';

const streams = new MemoryStreams();
streamStoreContract('a store in memory', { connect: async (prefix) => new InMemoryStore(streams, { prefix }) });
