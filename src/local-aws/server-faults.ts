import type { Refusal } from './operation.js';
import type { ServedOperation } from './served-operation.js';
import type { World } from './world.js';

/** What can go wrong on the way: refused for its rate or its rights, or cut off before or after the work is done. */
export type Fault = 'throttle' | 'deny' | 'drop-before' | 'drop-after';

/** A call that has been understood. */
export interface AwsCall {
  /** Of the operation: `CreateRoute`. */
  name: string;
  /** Counts from 1, over all operations. */
  number: number;
}

/** Decides for each call whether something goes wrong with it. */
export type Faults = (call: AwsCall) => Fault | undefined;

/** @returns faults that hit the n-th call, counted from 1, of all operations or of one; that call only */
export function faultAt(nth: number, fault: Fault, operation?: string): Faults {
  let seen = 0;
  return ({ name }) => {
    if (operation !== undefined && name !== operation) return undefined;
    seen++;
    return seen === nth ? fault : undefined;
  };
}

/** What a refusal of rights is about. */
export interface DeniedCall {
  operation: ServedOperation;
  rawPath: string;
  world: World;
}

/** How AWS refuses: the code is that of API Gateway (D), the form of the text that of IAM for all services (C). */
export function faultRefusal(fault: 'throttle' | 'deny', call: DeniedCall): Refusal {
  switch (fault) {
    case 'throttle':
      return { kind: 'refused', code: 'TooManyRequestsException', status: 429, message: 'Too Many Requests' };
    case 'deny': {
      const { partition, accountId } = call.world;
      const user = `arn:${partition}:iam::${accountId}:user/local`;
      const [action, resource] = rightOf(call);
      const message = `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
      return { kind: 'refused', code: 'AccessDeniedException', status: 403, message };
    }
  }
}

/** Actions of API Gateway are verbs, and its resources are paths. */
function rightOf({
  operation: { service, name, verb },
  rawPath,
  world,
}: DeniedCall): [action: string, resource: string] {
  const { partition, region, accountId } = world;
  switch (service) {
    case 'apigateway':
      return [`apigateway:${verb}`, `arn:${partition}:apigateway:${region}::${rawPath.replace(/^\/v2(?=\/)/, '')}`];
    case 'lambda': {
      const named = /^\/2015-03-31\/functions\/([^/]+)/.exec(rawPath)?.[1] ?? '';
      return [`lambda:${name}`, `arn:${partition}:lambda:${region}:${accountId}:function:${named}`];
    }
    case 'sts':
    case 'cognito-idp':
    case 'cloudwatch':
    case 'pricing':
      return [`${service}:${name}`, '*'];
  }
}
