import { status, type sendUnaryData, type ServerErrorResponse } from '@grpc/grpc-js';
import type { Call } from './fault-plan.js';
import { IncomingCall, type Node } from './incoming-call.js';
import { EndedCleanly, NeverAnswered, Refusal } from './refusals.js';

type Transport = ConstructorParameters<typeof IncomingCall>[2];

/** The status that a failure of ours ends a call with; null where the call is not to be answered. */
function statusOf(failure: unknown): ServerErrorResponse | null {
  if (failure instanceof Refusal) return failure;
  const away = failure instanceof Error && ['AbortError', 'ERR_STREAM_PREMATURE_CLOSE'].includes(nameOf(failure));
  if (away || failure instanceof NeverAnswered) return null;
  return Object.assign(new Error(String(failure)), { code: status.UNKNOWN, details: String(failure) });
}

const nameOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : error.name);

/** A call with one answer. */
export const oneAnswer =
  <Request extends Transport, Response>(
    node: Node,
    kind: Call,
    answer: (call: IncomingCall, request: Request) => Promise<Response>,
  ) =>
  (request: Request, callback: sendUnaryData<Response>): void => {
    answer(new IncomingCall(node, kind, request), request).then(
      (response) => callback(null, response),
      (failure: unknown) => {
        const refusal = statusOf(failure);
        if (refusal !== null) callback(refusal);
      },
    );
  };

/** A call with many answers, which the function writes by itself until it returns. */
export const manyAnswers =
  <Request extends Transport & { end(): void; emit(event: 'error', error: Error): boolean }>(
    node: Node,
    kindOf: (request: Request) => Call,
    answer: (call: IncomingCall, request: Request) => Promise<void>,
  ) =>
  (request: Request): void => {
    answer(new IncomingCall(node, kindOf(request), request), request).then(
      () => request.end(),
      (failure: unknown) => {
        if (failure instanceof EndedCleanly) return request.end();
        const refusal = statusOf(failure);
        if (refusal !== null) request.emit('error', refusal);
      },
    );
  };
