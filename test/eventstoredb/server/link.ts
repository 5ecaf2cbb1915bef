import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Endpoint } from './refusals.js';

/**
 * A way to a server that can be held up or cut, for what a server can't do to its own links: bytes that are sent and
 * don't arrive. It works before a real server as well.
 */
export class Link implements Endpoint {
  readonly host = '127.0.0.1';
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private stalled = false;

  private constructor(
    private readonly listener: Server,
    readonly port: number,
  ) {}

  static async to({ host, port }: Endpoint): Promise<Link> {
    const listener = createServer();
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const link = new Link(listener, (listener.address() as AddressInfo).port);
    listener.on('connection', (near) => link.join(near, connect(port, host)));
    return link;
  }

  /** Nothing arrives any more, either way; the connections stay. */
  stall(): void {
    this.stalled = true;
    for (const [near, far] of this.pairs) {
      near.unpipe(far).pause();
      far.unpipe(near).pause();
    }
  }

  /** Everything that was held up goes on. */
  flow(): void {
    this.stalled = false;
    for (const [near, far] of this.pairs) near.pipe(far).pipe(near);
  }

  cut(): void {
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
  }

  async close(): Promise<void> {
    this.listener.close();
    this.cut();
    await once(this.listener, 'close');
  }

  private join(near: Socket, far: Socket): void {
    const pair = [near.setNoDelay(true), far.setNoDelay(true)] as const;
    this.pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.once('close', () => {
        for (const end of pair) end.destroy();
        this.pairs.delete(pair);
      });
    }
    if (this.stalled) for (const socket of pair) socket.pause();
    else near.pipe(far).pipe(near);
  }
}
