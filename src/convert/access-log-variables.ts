import { isHttpContextVariable } from './context-variables.js';

/** What an HTTP API has in place of a variable of REST access logs (facts features.md, section 3). */
export type Counterpart =
  | { kind: 'same' }
  | { kind: 'variable'; name: string; reason: string }
  | { kind: 'constant'; text: string; reason: string }
  | { kind: 'none'; reason: string };

const same: Counterpart = { kind: 'same' };

/** Variables with another name or value; every other one that HTTP APIs do not list has none. */
const others: Record<string, Counterpart> = {
  resourcePath: { kind: 'variable', name: 'routeKey', reason: 'HTTP APIs have routes: verb and path together' },
  endpointType: { kind: 'constant', text: 'REGIONAL', reason: 'HTTP APIs are always regional' },
};

/** Why there is none, by the beginning of the name. */
const reasons: [prefix: RegExp, reason: string][] = [
  [/^(waf\.|wafResponseCode$|webaclArn$)/, 'no web ACL stands before an HTTP API'],
  [/^xrayTraceId$/, 'HTTP APIs do not trace with X-Ray'],
  [/^identity\.(apiKey|apiKeyId)$/, 'HTTP APIs have no API keys; log a property that the authorizer sets instead'],
  [/^identity\.(vpcId|vpceId)$/, 'HTTP APIs are not reached through VPC endpoints'],
  [/^isCanaryRequest$/, 'HTTP APIs have no canary releases'],
  [/^(requestOverride|responseOverride)\./, 'HTTP APIs have no mapping templates that override'],
  [
    /^authorizer\.principalId$/,
    'AWS no longer lists it for HTTP APIs; log a property that the authorizer sets instead',
  ],
  [/^(authorize|authenticate|authorizer)\./, 'HTTP APIs do not report the steps of authorization'],
  [/^integration\./, 'HTTP APIs do not stream answers'],
  [/^(cipherSuite|tlsVersion)$/, 'HTTP APIs do not report the TLS connection'],
  [/^error\.validationErrorString$/, 'HTTP APIs do not validate requests'],
  [/^customDomain\./, 'HTTP APIs are no target of routing rules'],
  [/^(resourceId|deploymentId)$/, 'HTTP APIs do not report it'],
];

/** @param name a variable without `$context.` */
export function counterpartOf(name: string): Counterpart {
  if (isHttpContextVariable(name)) return same;
  const other = Object.hasOwn(others, name) ? others[name] : undefined;
  const reason = reasons.find(([pattern]) => pattern.test(name))?.[1];
  return other ?? { kind: 'none', reason: reason ?? 'HTTP APIs do not list this variable' };
}
