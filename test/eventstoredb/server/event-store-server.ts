import type { Users } from './access-rules.js';
import type { Certificate } from './certificate.js';
import { EventLog } from './event-log.js';
import { FaultPlan, type Fault, type PlannedFault } from './fault-plan.js';
import type { Node } from './incoming-call.js';
import { ListeningNode } from './listening-node.js';
import { StateFile } from './state-file.js';

export interface ServerOptions {
  /** The port of the first node; any free one if left out. The others always take what is free. */
  readonly port?: number;
  /** How many nodes share the log; the first one leads. One if left out. */
  readonly nodes?: number;
  /** Left out, the server runs insecure. */
  readonly tls?: Certificate;
  /** Needs `tls`, because a client sends no credentials without it. Left out, everybody may do everything. */
  readonly users?: Users;
  /** Bytes of one append; 1 MiB if left out. */
  readonly maxAppendSize?: number;
  /** Where the log outlives its process; left out, it lives in memory. */
  readonly stateFile?: string;
  /** Milliseconds since 1970; the machine's clock if left out. */
  readonly now?: () => number;
}

/**
 * A server that speaks the protocol of EventStoreDB 23.10 as far as Outturn uses it, for tests alone. It was written
 * from a list of facts about the protocol, not from a server's source; it has no persistent subscriptions, no
 * projections, no links to resolve and no scavenging, and its nodes agree at once because they share one log.
 */
export class EventStoreServer {
  readonly nodes: ListeningNode[] = [];
  private readonly faults = new FaultPlan();
  private leader = 0;

  private constructor(
    readonly log: EventLog,
    private readonly options: ServerOptions,
  ) {}

  static async start(options: ServerOptions = {}): Promise<EventStoreServer> {
    if (options.users !== undefined && options.tls === undefined) {
      throw new RangeError('users need tls: without it a client sends no credentials');
    }
    const file = options.stateFile === undefined ? undefined : new StateFile(options.stateFile);
    const server = new EventStoreServer(new EventLog(options.now, file), options);
    for (let index = 0; index < (options.nodes ?? 1); index += 1) {
      const port = index === 0 ? (options.port ?? 0) : 0;
      server.nodes.push(await ListeningNode.start((node) => server.seenFrom(node), options.tls, port));
    }
    return server;
  }

  /** What a client connects with; with several nodes it finds the leader by gossip. Carries no credentials. */
  get connectionString(): string {
    return this.connectionStringFor();
  }

  connectionStringFor(user?: string): string {
    const { tls, users } = this.options;
    const password = user === undefined ? undefined : users?.[user]?.password;
    const credentials = user === undefined ? '' : `${user}:${encodeURIComponent(password ?? '')}@`;
    const hosts = this.nodes.map(({ host, port }) => `${host}:${port}`).join(',');
    const security = tls === undefined ? 'tls=false' : `tls=true&tlsCAFile=${encodeURIComponent(tls.file)}`;
    return `esdb://${credentials}${hosts}?${security}`;
  }

  /** Orders a fault; it strikes on whichever node the call comes to. */
  fault(fault: Fault): PlannedFault {
    return this.faults.order(fault);
  }

  /** Ends every fault that was ordered. */
  liftFaults(): void {
    this.faults.lift();
  }

  /** Lets another node lead. The links to the old one stay. */
  lead(index: number): void {
    if (this.nodes[index] === undefined) throw new RangeError(`there is no node ${index}`);
    this.leader = index;
  }

  /** Cuts every link of every node; they listen on. */
  cutLinks(): void {
    for (const node of this.nodes) node.cutLinks();
  }

  /** All nodes go at once, as processes that are killed do. The log stays for `resume`. */
  async stop(): Promise<void> {
    this.liftFaults();
    await Promise.all(this.nodes.map((node) => node.stop()));
  }

  /** All nodes come back on their ports, without what a restart forgets. */
  async resume(): Promise<void> {
    this.log.forgetIds();
    await Promise.all(this.nodes.map((node) => node.resume()));
  }

  private seenFrom(self: ListeningNode): Node {
    const leading = (): ListeningNode => this.nodes[this.leader] ?? self;
    const { nodes, log, faults } = this;
    return {
      get port() {
        return self.port;
      },
      log,
      faults,
      users: this.options.users,
      maxAppendSize: this.options.maxAppendSize ?? 1024 * 1024,
      get leads() {
        return leading() === self;
      },
      get leader() {
        return leading();
      },
      get members() {
        return nodes.map((node) => ({
          id: node.id,
          host: node.host,
          port: node.port,
          alive: node.alive,
          leads: node === leading(),
        }));
      },
      cutLink: (peer) => self.cutLink(peer),
    };
  }
}
