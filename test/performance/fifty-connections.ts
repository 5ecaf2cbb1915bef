import autocannon from 'autocannon';
import type { BuiltServer } from './built-server.js';
import type { Measurement } from './case.js';

/**
 * Sends a request so often over fifty connections, each waiting for its answer before it sends the next.
 * @returns requests a second, the server's CPU for each, how long they took, and the bytes of an answer with its headers
 * @throws Error where one isn't answered with 2xx
 */
export async function fiftyConnections(
  server: BuiltServer,
  amount: number,
  request: autocannon.Request,
): Promise<Measurement> {
  const before = server.cpu;
  const { result, seconds, bytes } = await called({ url: server.url, connections: 50, amount, requests: [request] });
  const answered = result['2xx'];
  if (answered !== amount) {
    const otherwise = `${result.non2xx} with another status, ${result.errors} not at all`;
    throw new Error(`of ${amount} requests ${answered} were answered with 2xx, ${otherwise}`);
  }
  const after = server.cpu;
  return {
    value: answered / seconds,
    ...(before !== null && after !== null && { cpu: (after - before) / amount }),
    facts: { 'p50 ms': result.latency.p50, 'p99 ms': result.latency.p99, 'bytes an answer': bytes / amount },
  };
}

interface Called {
  readonly result: autocannon.Result;
  readonly seconds: number;
  readonly bytes: number;
}

/** Calls until every request was answered. What autocannon itself says of its duration is whole seconds. */
function called(options: autocannon.Options): Promise<Called> {
  return new Promise((resolved, rejected) => {
    const begun = performance.now();
    let ended = begun;
    let bytes = 0;
    const calling = autocannon(options, (error: Error | null, result) => {
      if (error !== null) rejected(error);
      else resolved({ result, seconds: (ended - begun) / 1_000, bytes });
    });
    calling.on('response', (_client, _status, length) => {
      bytes += length;
      ended = performance.now();
    });
  });
}
