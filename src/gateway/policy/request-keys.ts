import type { GatewayRequest } from '../gateway.js';
import { lastHeader } from '../headers.js';
import type { KeyValues } from './call.js';

/** What condition keys are read from. */
export interface KeySources {
  request: GatewayRequest;
  time: Date;
  /** Reached through VPC endpoints only. */
  isPrivate: boolean;
}

/**
 * Values of the condition keys that every request has, whoever sends it.
 *
 * @param key in lower case
 * @returns `undefined` for a key that is about the caller, or that is not known here
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
export function requestKey(key: string, { request, time, isPrivate }: KeySources): KeyValues | undefined {
  switch (key) {
    case 'aws:currenttime':
      return [time.toISOString()];
    case 'aws:epochtime':
      return [String(Math.floor(time.getTime() / 1000))];
    case 'aws:useragent':
      return orAbsent(lastHeader(request.headers, 'User-Agent'));
    case 'aws:referer':
      return orAbsent(lastHeader(request.headers, 'Referer'));
    case 'aws:securetransport':
      // API Gateway listens to HTTPS only.
      return ['true'];
    case 'aws:viaawsservice':
      return ['false'];
    case 'aws:sourcearn':
    case 'aws:sourceaccount':
      // Only AWS services have them, and those do not call APIs here.
      return 'absent';
    case 'aws:sourceip':
      return isPrivate ? 'absent' : [request.sourceIp];
    case 'aws:vpcsourceip':
      return isPrivate ? [request.sourceIp] : 'absent';
    case 'aws:sourcevpce':
      return byEndpoint(isPrivate, request.vpcEndpoint?.id);
    case 'aws:sourcevpc':
      return byEndpoint(isPrivate, request.vpcEndpoint?.vpcId);
    default:
      return undefined;
  }
}

function orAbsent(value: string | undefined): KeyValues {
  return value === undefined ? 'absent' : [value];
}

/** A request to a private API came by some endpoint, told or not. */
function byEndpoint(isPrivate: boolean, value: string | undefined): KeyValues {
  if (value !== undefined) return [value];
  return isPrivate ? 'unknown' : 'absent';
}
