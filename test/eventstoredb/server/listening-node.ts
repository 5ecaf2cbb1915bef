import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server as Listener, type Socket } from 'node:net';
import { Server, ServerCredentials, type ServerUnaryCall } from '@grpc/grpc-js';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { manyAnswers, oneAnswer } from './answering.js';
import { append } from './append-call.js';
import { batchAppend } from './batch-append-call.js';
import type { Certificate } from './certificate.js';
import { softDelete, tombstone } from './delete-calls.js';
import { features } from './features-call.js';
import { gossip } from './gossip-call.js';
import type { Node } from './incoming-call.js';
import { isSubscription, read } from './read-call.js';
import type { Endpoint } from './refusals.js';

const ADDRESS = '127.0.0.1';

/** One node: a port that listens, the links that came in through it, and the calls that it answers. */
export class ListeningNode implements Endpoint {
  readonly id = randomUUID();
  private readonly links = new Map<string, Socket>();
  private bound = 0;
  private end: (() => Promise<void>) | undefined;

  private constructor(
    private readonly behind: (node: ListeningNode) => Node,
    private readonly certificate: Certificate | undefined,
  ) {}

  /** @param port 0 for any that is free; it stays the node's own for good */
  static async start(
    behind: (node: ListeningNode) => Node,
    certificate: Certificate | undefined,
    port: number,
  ): Promise<ListeningNode> {
    const node = new ListeningNode(behind, certificate);
    node.bound = port;
    await node.resume();
    return node;
  }

  /** An address is no name that a certificate is checked for. */
  get host(): string {
    return this.certificate === undefined ? ADDRESS : 'localhost';
  }

  get port(): number {
    return this.bound;
  }

  get alive(): boolean {
    return this.end !== undefined;
  }

  /** Listens again on the port that it had. */
  async resume(): Promise<void> {
    if (this.alive) return;
    const server = this.answering();
    const injector = server.createConnectionInjector(this.credentials());
    const listener = createServer((link) => {
      const peer = `${link.remoteAddress}:${link.remotePort}`;
      this.links.set(peer, link.setNoDelay(true));
      link.once('close', () => this.links.delete(peer));
      injector.injectConnection(link);
    });
    this.bound = await listenOn(listener, this.bound);
    this.end = async () => {
      listener.close();
      this.cutLinks();
      injector.destroy();
      server.forceShutdown();
      await once(listener, 'close');
    };
  }

  /** Goes at once, as a process that is killed does. */
  async stop(): Promise<void> {
    const { end } = this;
    this.end = undefined;
    await end?.();
  }

  cutLink(peer: string): void {
    this.links.get(peer)?.destroy();
  }

  cutLinks(): void {
    for (const link of this.links.values()) link.destroy();
  }

  private answering(): Server {
    const node = this.behind(this);
    // The limit is on an append, not on a message: a batch comes in chunks of 3 MiB.
    const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
    server.addService(StreamsService, {
      append: oneAnswer(node, 'append', append),
      batchAppend: manyAnswers(node, () => 'batch append', batchAppend),
      read: manyAnswers(node, (requests) => (isSubscription(requests) ? 'subscribe' : 'read'), read),
      delete: oneAnswer(node, 'delete', softDelete),
      tombstone: oneAnswer(node, 'delete', tombstone),
    });
    server.addService(GossipService, {
      read: oneAnswer<ServerUnaryCall<Empty, ClusterInfo>, ClusterInfo>(node, 'gossip', gossip),
    });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: oneAnswer<ServerUnaryCall<Empty, SupportedMethods>, SupportedMethods>(
        node,
        'features',
        features,
      ),
    });
    return server;
  }

  private credentials(): ServerCredentials {
    if (this.certificate === undefined) return ServerCredentials.createInsecure();
    const { certificate, key } = this.certificate;
    return ServerCredentials.createSsl(null, [{ cert_chain: certificate, private_key: key }]);
  }
}

async function listenOn(listener: Listener, port: number): Promise<number> {
  listener.listen(port, ADDRESS);
  await once(listener, 'listening');
  return (listener.address() as AddressInfo).port;
}
