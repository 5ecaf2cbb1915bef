import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import type { IncomingCall } from './incoming-call.js';
import { structuredId } from './wire.js';

/** `Gossip/Read`: who is in the cluster, and who leads. Anybody may ask. */
export async function gossip(call: IncomingCall): Promise<ClusterInfo> {
  await call.reach('on arrival');
  const { LEADER, FOLLOWER } = MemberInfo.VNodeState;
  return new ClusterInfo().setMembersList(
    call.node.members.map(({ id, host, port, leads, alive }) =>
      new MemberInfo()
        .setInstanceId(structuredId(id))
        .setTimeStamp(`${Date.now()}0000`)
        .setState(leads ? LEADER : FOLLOWER)
        .setIsAlive(alive)
        .setHttpEndPoint(new EndPoint().setAddress(host).setPort(port)),
    ),
  );
}
