import type { Json } from '../../model/index.js';
import { domainPrefixOf } from '../domain-name.js';
import { firstHeader } from '../headers.js';
import { jsonText } from '../json-text.js';
import { own } from '../own.js';
import { requestTime } from '../request-time.js';
import type { Caller } from './caller.js';
import { type Invocation, pathWithStage } from './invocation.js';

/** Where `$context` values come from. */
export interface ContextSource {
  invocation: Invocation;
  caller: Caller;
  /** Set once a backend has answered. */
  status?: number;
}

/**
 * @param name what follows `$context.`, from the list of HTTP API logging variables (facts features.md, section 3)
 * @returns its value; `undefined` for what the simulator cannot know or HTTP APIs do not have
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function contextVariable(name: string, source: ContextSource): string | undefined {
  const authorizerKey = /^authorizer\.(.+)$/s.exec(name)?.[1];
  return authorizerKey === undefined ? ownVariable(name, source) : callerVariable(authorizerKey, source.caller);
}

function ownVariable(name: string, { invocation, caller, status }: ContextSource): string | undefined {
  const { request, deployment } = invocation;
  switch (name) {
    case 'accountId':
    case 'apiId':
    case 'stage':
      return deployment[name];
    case 'domainName':
      return invocation.domainName;
    case 'domainPrefix':
      return domainPrefixOf(invocation.domainName);
    case 'httpMethod':
      return request.method;
    case 'path':
      return pathWithStage(invocation);
    case 'protocol':
      return 'HTTP/1.1';
    case 'requestId':
    case 'extendedRequestId':
      return invocation.requestId;
    case 'requestTime':
      return requestTime(invocation.time);
    case 'requestTimeEpoch':
      return String(invocation.time.getTime());
    case 'routeKey':
      return invocation.routeKey;
    case 'identity.sourceIp':
      return request.sourceIp;
    case 'identity.userAgent':
      return firstHeader(request.headers, 'user-agent');
    case 'identity.accessKey':
    case 'identity.accountId':
    case 'identity.principalOrgId':
    case 'identity.userArn':
    case 'identity.caller':
    case 'identity.user':
      return caller.kind === 'iam' ? caller[signerNames[name]] : undefined;
    case 'status':
    case 'integrationStatus':
    case 'integration.status':
      return status === undefined ? undefined : String(status);
    default:
      return undefined;
  }
}

/** Of an IAM caller, by variable: `caller` and `user` are the unique id. */
const signerNames = {
  'identity.accessKey': 'accessKey',
  'identity.accountId': 'accountId',
  'identity.principalOrgId': 'principalOrgId',
  'identity.userArn': 'userArn',
  'identity.caller': 'userId',
  'identity.user': 'userId',
} as const;

function callerVariable(key: string, caller: Caller): string | undefined {
  switch (caller.kind) {
    case 'jwt':
      return key.startsWith('claims.') ? own(caller.claims, key.slice('claims.'.length)) : undefined;
    case 'lambda':
      return key === 'principalId' ? caller.principalId : textOf(own(caller.context, key));
    case 'iam':
    case 'anonymous':
      return undefined;
  }
}

function textOf(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : jsonText(value);
}
