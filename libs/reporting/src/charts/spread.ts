/** Something that wants a place at a height and takes some room; both in pixels, `y` being its middle. */
export interface Placed {
  readonly y: number;
  readonly height: number;
}

interface Cluster {
  members: Placed[];
  /** The mean of where the members would have it begin. */
  top: number;
  height: number;
}

/**
 * Moves what would overlap apart, as little as can be (least squares: pooling adjacent violators, Barlow et al. 1972),
 * and keeps it between two heights. Order is kept. What doesn't fit runs over the bottom.
 * @returns the middle of each, in the order given
 */
export function spreadApart(all: readonly Placed[], top: number, bottom: number): number[] {
  const clusters: Cluster[] = [];
  for (const standing of all.toSorted((a, b) => a.y - b.y)) {
    let cluster: Cluster = { members: [standing], top: standing.y - standing.height / 2, height: standing.height };
    for (let above = clusters.at(-1); above !== undefined && above.top + above.height > cluster.top;) {
      clusters.pop();
      cluster = pooled(above, cluster);
      above = clusters.at(-1);
    }
    clusters.push(cluster);
  }
  const middles = new Map<Placed, number>();
  let free = top;
  const belowEach = clusters.map((_, index) => clusters.slice(index).reduce((sum, { height }) => sum + height, 0));
  for (const [index, { members, top: wished }] of clusters.entries()) {
    let edge = Math.max(free, Math.min(wished, bottom - (belowEach[index] ?? 0)));
    for (const member of members) {
      middles.set(member, edge + member.height / 2);
      edge += member.height;
    }
    free = edge;
  }
  return all.map((standing) => middles.get(standing) ?? standing.y);
}

/** The members of both, one under the other, beginning where they would have it on average. */
function pooled(above: Cluster, below: Cluster): Cluster {
  const [many, more] = [above.members.length, below.members.length];
  const top = (above.top * many + (below.top - above.height) * more) / (many + more);
  return { members: [...above.members, ...below.members], top, height: above.height + below.height };
}
