import {
  type Decisions,
  type HttpProxyIntegration,
  type Integration,
  isOpaque,
  type ParameterMapping,
  plain,
  type Templated,
} from '../model/index.js';
import type { OperationClaims, Verdict } from './claim.js';
import { callerCredentials, callsAsCaller } from './credentials.js';
import { exceedsTimeout, timeoutOf, timeoutVerdict } from './timeout.js';
import { translateWithClaims } from './token-to-jwt.js';
import { renamePathVariables, type UriVariables } from './uri.js';
import { convertVpcLink } from './vpc-link.js';

/**
 * Converts an HTTP proxy: uri with renamed path variables, header and query mappings, VPC link by decision.
 *
 * @param verdict what is to be said of the integration where nothing worse is
 */
export function convertHttpProxy(
  part: OperationClaims,
  integration: Integration,
  { decisions, verdict }: { decisions: Decisions; verdict?: Verdict },
): HttpProxyIntegration | undefined {
  const { uri, at } = integration;
  const hidden = hiddenTarget(integration);
  if (uri === undefined || hidden !== undefined) {
    const message = hidden ?? withoutUrl;
    part.claim('integration', at, { rule: 'integrations/unknown-target', outcome: 'unknown', message });
    return undefined;
  }
  const variables = renamePathVariables(uri, integration.parameters);
  part.claim('integration', at, obstacleOf(integration, variables, part.operation.route.path) ?? verdict ?? proxied);
  const requestParameters = convertMappings(part, integration.parameters, { variables, decisions });
  const proxy = proxyOf(part, integration, { uri: variables.uri, requestParameters });
  return integration.vpcLink ? convertVpcLink(part, { link: integration.vpcLink, proxy, decisions }) : proxy;
}

const withoutUrl = 'An HTTP proxy without a URL: the file does not tell where requests go.';

/** Verbs towards a backend; `ANY` passes the client's on (XI-METHOD). */
const verbs = /^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|ANY)$/;

/** @returns why nobody can say what is called; a placeholder or stage variable may hold any of it */
function hiddenTarget({ uri, target, httpMethod, vpcLink }: Integration): string | undefined {
  const isOpen = uri !== undefined && (isOpaque(uri) || uri.text.includes('${stageVariables.'));
  // What a private integration calls is looked at with its link.
  const mayBeUrl = target.kind === 'url' || (target.kind === 'opaque' && (isOpen || vpcLink !== undefined));
  if (!mayBeUrl) return withoutUrl;
  if (httpMethod === undefined || verbs.test(httpMethod) || isOpaque(plain(httpMethod))) return undefined;
  return `The verb "${httpMethod}" towards the backend is none that API Gateway has.`;
}

function proxyOf(
  part: OperationClaims,
  integration: Integration,
  fields: { uri: Templated; requestParameters: Record<string, string> },
): HttpProxyIntegration {
  return {
    kind: 'http-proxy',
    ...fields,
    // An export always has the verb; a hand-written file without one can only mean the route's.
    method: integration.httpMethod ?? part.operation.route.method,
    ...(integration.credentials && { credentials: integration.credentials }),
    timeoutInMillis: timeoutOf(integration),
    responseParameters: {},
  };
}

function obstacleOf(integration: Integration, { unmapped, foreign }: UriVariables, path: string): Verdict | undefined {
  if (exceedsTimeout(integration)) return timeoutVerdict(integration);
  if (callsAsCaller(integration)) return callerCredentials;
  if (foreign.length > 0) {
    const message = `The uri has {${foreign.join('}, {')}}, filled from elsewhere than the path; HTTP APIs fill it from the path only.`;
    return { rule: 'http-proxy/path-variable-unfilled', outcome: 'blocked', message };
  }
  const unfilled = unmapped.filter((name) => !path.includes(`{${name}}`) && !path.includes(`{${name}+}`));
  if (unfilled.length > 0) {
    const message = `The uri has {${unfilled.join('}, {')}}, which neither a mapping from the path nor the route fills.`;
    return { rule: 'http-proxy/path-variable-unfilled', outcome: 'unknown', message };
  }
  if (unmapped.length > 0) {
    const message = `The uri has {${unmapped.join('}, {')}} without a mapping; an HTTP API fills it from the route.`;
    return { rule: 'http-proxy/mapping-without-counterpart', outcome: 'unknown', message };
  }
  return undefined;
}

const proxied: Verdict = {
  rule: 'http-proxy/integration',
  outcome: 'behaviour-changes',
  message: 'The HTTP proxy is carried over; the backend gets Forwarded and Via instead of X-Forwarded-*.',
};

function convertMappings(
  part: OperationClaims,
  parameters: ParameterMapping[],
  { variables, decisions }: { variables: UriVariables; decisions: Decisions },
): Record<string, string> {
  return Object.fromEntries(
    parameters.flatMap((mapping) => {
      const converted =
        mapping.target.place === 'path'
          ? claimPath(part, mapping, variables)
          : convertMapping(part, mapping, decisions);
      return converted ? [converted] : [];
    }),
  );
}

function claimPath(part: OperationClaims, mapping: ParameterMapping, variables: UriVariables): undefined {
  part.claim('parameter-mapping', mapping.at, pathVerdict(mapping, variables));
  return undefined;
}

function pathVerdict({ at, target, source }: ParameterMapping, { used, foreign, uri }: UriVariables): Verdict {
  const name = target.place === 'unknown' ? target.text : target.name;
  if (used.has(at)) {
    const message = `The path variable ${name} of the uri is filled from the route's own variable.`;
    return { rule: 'http-proxy/path-parameter', outcome: 'rewritten', message };
  }
  if (foreign.includes(name) || /\$\{Fn::/.test(uri.text)) {
    const message = `What fills {${name}} of the uri cannot be written in an HTTP API, or the uri does not show it.`;
    return { rule: 'http-proxy/path-variable-unfilled', outcome: 'blocked', message };
  }
  if (isOpaque(uri)) return hiddenPathVerdict(name, source);
  const message = `The uri has no variable {${name}} that this mapping could fill from the path.`;
  return { rule: 'integrations/ignored-by-proxy', outcome: 'dropped', message };
}

/**
 * A placeholder may hold `{id}` itself, and goes to the output as it is, so nothing can be renamed or put in. A stage
 * variable cannot: its value has no braces (NM-STVAR).
 */
function hiddenPathVerdict(name: string, source: ParameterMapping['source']): Verdict {
  if (source.kind === 'request' && source.place === 'path' && source.name === name) {
    const message = `A placeholder of the uri may hold {${name}}, which an HTTP API fills from the route's variable of that name.`;
    return { rule: 'http-proxy/path-parameter', outcome: 'rewritten', message };
  }
  const message = `A placeholder of the uri may hold {${name}}, which an HTTP API would not fill by this mapping.`;
  return { rule: 'http-proxy/path-variable-unfilled', outcome: 'unknown', message };
}

function convertMapping(
  part: OperationClaims,
  mapping: ParameterMapping,
  decisions: Decisions,
): [string, string] | undefined {
  const { at, target } = mapping;
  const name = target.place === 'unknown' ? target.text : `${target.place} ${target.name}`;
  const fate = translateWithClaims(mapping, part.operation, decisions);
  switch (fate.kind) {
    case 'passes-anyway':
      part.claim('parameter-mapping', at, {
        rule: 'http-proxy/passes-anyway',
        outcome: 'carried',
        message: `The ${name} reaches the backend without a mapping.`,
      });
      return undefined;
    case 'rewritten':
      part.claim('parameter-mapping', at, {
        rule: 'http-proxy/parameter-mapping',
        outcome: 'rewritten',
        message: `The ${name} is set by ${fate.key}: ${shownValue(mapping, fate.value)}.`,
      });
      return [fate.key, fate.value];
    case 'reserved':
      part.claim('parameter-mapping', at, {
        rule: 'http-proxy/reserved-header',
        outcome: 'blocked',
        message: `HTTP APIs do not let a mapping set the ${name}.`,
      });
      return undefined;
    case 'no-counterpart':
      part.claim('parameter-mapping', at, {
        rule: 'http-proxy/mapping-without-counterpart',
        outcome: 'blocked',
        message: `The ${name} cannot be mapped: ${shownReason(mapping, fate.reason)}.`,
      });
      return withoutClientValue(target);
  }
}

/** A constant may be a secret, whatever its name, so it never gets into a message. */
function shownValue({ source }: ParameterMapping, value: string): string {
  return source.kind === 'constant' ? 'a constant' : value;
}

/** What is no mapping may be a constant that somebody forgot to put in quotes. */
function shownReason({ source, target }: ParameterMapping, reason: string): string {
  return source.kind === 'unknown' && target.place !== 'unknown'
    ? 'its value is not a mapping that the file shows in full'
    : reason;
}

/**
 * A mapping that is given up leaves a hole: a proxy would pass on what the caller sends under that name, and a backend
 * that trusts the name could be deceived. So the caller's value is taken out.
 */
function withoutClientValue(target: ParameterMapping['target']): [string, string] | undefined {
  return target.place === 'unknown' || target.place === 'path'
    ? undefined
    : [`remove:${target.place}.${target.name}`, "''"];
}
