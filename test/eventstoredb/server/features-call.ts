import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { IncomingCall } from './incoming-call.js';

/** `ServerFeatures/GetSupportedMethods`: what a client asks before its first append without credentials of its own. */
export async function features(call: IncomingCall): Promise<SupportedMethods> {
  await call.reach('on arrival');
  const methods = Object.values(StreamsService).map(({ path }: { path: string }) => {
    const [, service = '', method = ''] = path.toLowerCase().split('/');
    return new SupportedMethod().setServiceName(service).setMethodName(method);
  });
  return new SupportedMethods().setEventStoreServerVersion('23.10.0').setMethodsList(methods);
}
