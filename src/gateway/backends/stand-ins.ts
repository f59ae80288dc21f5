import type { BackendDecision, Json } from '../../model/index.js';
import type { ServiceCall } from '../gateway.js';

/** What stands in for a backend. */
export type StandIn =
  | { kind: 'handler'; place: string }
  | { kind: 'command'; command: string }
  | { kind: 'url'; url: string }
  /** Really called; `at` is a region or an address, where one is told. */
  | { kind: 'aws'; at?: string }
  | { kind: 'echo' | 'upstream' };

type Decisions = readonly BackendDecision[];

/** @returns the decision about a function: `match` is a part of its name, or of the end of the uri or ARN that names it. */
export function decisionForLambda(decisions: Decisions, functionName: string): BackendDecision | undefined {
  return decisions.find((one) => one.url === undefined && namesFunction(one.match, functionName));
}

/** What stands in front of a function's name in a uri or ARN, the name, and what stands behind it. */
const nameInUri = /^(.*(?:function:|functions\/))?(.*?)(\/(?:response-streaming-)?invocations)?$/s;

/**
 * Functions are called by their names, so what stands around one in a uri cannot be compared. A match that goes beyond the name
 * holds where the name begins, or ends.
 */
function namesFunction(match: string, functionName: string): boolean {
  const [, front, name = '', behind] = nameInUri.exec(match) ?? [];
  if (front !== undefined && !functionName.startsWith(name)) return false;
  if (behind !== undefined && !functionName.endsWith(name)) return false;
  return functionName.includes(name);
}

/** @returns what a match says of a function's name */
export function namePart(match: string): string {
  return nameInUri.exec(match)?.[2] ?? match;
}

/** @returns the decision about an HTTP integration: `match` is a part of its uri, a listener ARN included. */
export function decisionForHttp(decisions: Decisions, uri: string): BackendDecision | undefined {
  return decisions.find(({ url, match }) => url !== undefined && uri.includes(match));
}

/** The part of a service call that is known when an API is opened. */
export type NamedService = Pick<ServiceCall, 'service' | 'action' | 'parameters'> & { url?: string };

/**
 * @returns the decision about a call of an AWS service: `match` is a part of its uri (`sqs:path/1/orders`,
 *   `dynamodb:action/PutItem`, with or without what stands in front), of `service:action`, or of the address that is called.
 *   A queue that is called by an action has the names of one that is called by its path: REST and HTTP API call the same
 *   A decision that names a function is about no service
 */
export function decisionForService(decisions: Decisions, call: NamedService): BackendDecision | undefined {
  const names = namesOf(call);
  return decisions.find(({ match, aws, endpoint, function: deployed }) => {
    const isForServices = (aws !== undefined || endpoint !== undefined) && deployed === undefined;
    const wanted = match.replace(/^arn:[^:]*:apigateway:[^:]*:/, '');
    return isForServices && names.some((name) => name.includes(wanted));
  });
}

function namesOf({ service, action, url, parameters }: NamedService): string[] {
  return [
    `${service}:${action ?? ''}`,
    ...(action === undefined ? [] : [`${service}:action/${action}`]),
    ...(url === undefined ? [] : [url]),
    ...[url, parameters?.['QueueUrl']].flatMap(pathOf).map((path) => `${service}:path${path}`),
  ];
}

/** An address may have placeholders of a template in it. */
function pathOf(address: Json | undefined): string[] {
  const path = typeof address === 'string' ? /^https?:\/\/[^/]+(\/[^?#]*)/i.exec(address)?.[1] : undefined;
  return path === undefined ? [] : [path];
}

/** @returns what answers for a function. */
export function standForLambda(decisions: Decisions, functionName: string): StandIn {
  return standInOf(decisionForLambda(decisions, functionName), 'echo');
}

/** @returns what answers for an HTTP integration; `otherwise`, where nothing is decided. */
export function standForHttp(decisions: Decisions, uri: string, otherwise: 'echo' | 'upstream'): StandIn {
  return standInOf(decisionForHttp(decisions, uri), otherwise);
}

/** @returns what answers for a call of an AWS service; an echo records it. */
export function standForService(decisions: Decisions, call: NamedService): StandIn {
  return standInOf(decisionForService(decisions, call), 'echo');
}

function standInOf(decision: BackendDecision | undefined, otherwise: 'echo' | 'upstream'): StandIn {
  const { handler, command, url, aws, endpoint } = decision ?? {};
  if (handler !== undefined) return { kind: 'handler', place: handler };
  if (command !== undefined) return { kind: 'command', command };
  if (url !== undefined) return { kind: 'url', url };
  if (aws === undefined && endpoint === undefined) return { kind: otherwise };
  const at = endpoint ?? (typeof aws === 'string' ? aws : undefined);
  return { kind: 'aws', ...(at !== undefined && { at }) };
}
