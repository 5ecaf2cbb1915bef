/** Where a store of streams is, and how patient a node is with it. Plain data: it crosses to other threads. */
export interface StreamStoreSettings {
  /** Which kind of store it is, by its name in `OUTTURN_STORE`. */
  readonly kind: string;
  /** As the store's vendor documents it, with user and password. */
  readonly connection: string;
  /** What the names of this product's streams begin with. Default `outturn`. */
  readonly prefix?: string;
  readonly patience?: Partial<Patience>;
}

/** Times in milliseconds. */
export interface Patience {
  /** How long one call may be silent. */
  readonly call: number;
  /** How long a write whose outcome is unknown is tried again before its sender is told so. */
  readonly settle: number;
  /** How long a batch may stand unfinished in the stream without growing, before another writer closes it. */
  readonly unfinished: number;
  /** How long a group may take to decide before it is decided again, when another node was faster, in a turn of its own. */
  readonly slow: number;
  /** How often a follower looks at the head by itself: a stalled subscription never reports an error. */
  readonly watch: number;
  /** The longest pause before a follower subscribes again. */
  readonly backOff: number;
  /** How far this machine's clock may be behind the ledger's, or away from the store's. */
  readonly clock: number;
  /** How often the stored bytes of the replica are hashed again. */
  readonly rehash: number;
}

export const PATIENCE: Patience = {
  call: 5_000,
  settle: 30_000,
  unfinished: 5_000,
  slow: 200,
  watch: 5_000,
  backOff: 10_000,
  clock: 5_000,
  rehash: 3_600_000,
};
