import type { JsonObject } from '../../model/index.js';
import type { BackendCall, Backends, LambdaCall, LambdaOutcome, UpstreamOutcome, UpstreamRequest } from '../gateway.js';

/** The backends of one request, with a record of what each was sent. */
export interface Calls {
  readonly made: BackendCall[];
  invokeLambda(purpose: LambdaCall['purpose'], functionName: string, event: JsonObject): Promise<LambdaOutcome>;
  sendHttp(request: UpstreamRequest, timeoutInMillis: number, vpcLinkId?: string): Promise<UpstreamOutcome>;
}

export function recordCalls(backends: Backends): Calls {
  const made: BackendCall[] = [];
  return {
    made,
    invokeLambda(purpose, functionName, event) {
      made.push({ kind: 'lambda', purpose, functionName, event });
      return backends.invokeLambda(functionName, event);
    },
    sendHttp(request, timeoutInMillis, vpcLinkId) {
      made.push({ kind: 'http', ...(vpcLinkId !== undefined && { vpcLinkId }), request });
      return backends.sendHttp(request, timeoutInMillis);
    },
  };
}

/**
 * Waits no longer than the integration's timeout. The function goes on, as it does on AWS.
 *
 * @returns the outcome, or `timed-out` after that many milliseconds
 */
export async function withTimeout(outcome: Promise<LambdaOutcome>, millis: number): Promise<LambdaOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<LambdaOutcome>((resolve) => {
    timer = setTimeout(resolve, millis, { kind: 'timed-out' });
  });
  try {
    return await Promise.race([outcome, late]);
  } finally {
    clearTimeout(timer);
  }
}
