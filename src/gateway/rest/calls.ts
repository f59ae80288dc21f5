import type { Json } from '../../model/index.js';
import type {
  BackendCall,
  Backends,
  LambdaCall,
  LambdaOutcome,
  ServiceCall,
  UpstreamOutcome,
  UpstreamRequest,
} from '../gateway.js';

/** The backends of one request, with a record of what each was sent. */
export interface Calls {
  readonly made: BackendCall[];
  /** @param asynchronous whether nobody waits for the function */
  invokeLambda(
    purpose: LambdaCall['purpose'],
    functionName: string,
    event: Json,
    asynchronous?: true,
  ): Promise<LambdaOutcome>;
  sendHttp(request: UpstreamRequest, timeoutInMillis: number, vpcLinkId?: string): Promise<UpstreamOutcome>;
  callService(call: ServiceCall, timeoutInMillis: number): Promise<UpstreamOutcome>;
}

export function recordCalls(backends: Backends): Calls {
  const made: BackendCall[] = [];
  return {
    made,
    invokeLambda(purpose, functionName, event, asynchronous) {
      made.push({ kind: 'lambda', purpose, functionName, event, ...(asynchronous && { asynchronous }) });
      return backends.invokeLambda(functionName, event, asynchronous);
    },
    sendHttp(request, timeoutInMillis, vpcLinkId) {
      made.push({ kind: 'http', ...(vpcLinkId !== undefined && { vpcLinkId }), request });
      return backends.sendHttp(request, timeoutInMillis);
    },
    callService(call, timeoutInMillis) {
      made.push(call);
      return backends.callService(call, timeoutInMillis);
    },
  };
}
