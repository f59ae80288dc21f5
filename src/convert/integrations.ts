import type { Decisions, HttpIntegration, Integration, IntegrationExtra, Operation, RuleId } from '../model/index.js';
import { OperationClaims, type Part, type Verdict } from './claim.js';
import { convertHttpProxy } from './http-proxy.js';
import { convertLambdaProxy, isStreaming } from './lambda.js';

/** Converts what a method is connected to. Only proxies move as they are; the others need what HTTP APIs lack. */
export function convertIntegration(operation: Operation, decisions: Decisions): Part<HttpIntegration> {
  const { integration } = operation;
  if (integration === undefined) return { claims: [] };
  const part = new OperationClaims(operation);
  const value = convertByType(part, integration, decisions);
  return { ...(value && { value }), claims: part.claims };
}

function convertByType(
  part: OperationClaims,
  integration: Integration,
  decisions: Decisions,
): HttpIntegration | undefined {
  switch (integration.type) {
    case 'aws_proxy': {
      const lambda = convertLambdaProxy(part, integration, decisions);
      claimIgnored(part, integration);
      if (integration.vpcLink) claimLinkIgnored(part, integration.vpcLink.at);
      return lambda;
    }
    case 'http_proxy': {
      const proxy = convertHttpProxy(part, integration, decisions);
      if (proxy === undefined) claimUnclaimedLink(part, integration);
      claimIgnored(part, integration);
      return proxy;
    }
    case 'http':
      return claimStaying(part, integration, {
        rule: 'http-proxy/non-proxy',
        outcome: 'blocked',
        message:
          'A non-proxy HTTP integration: HTTP APIs pass requests and answers through and map no bodies or statuses.',
      });
    case 'mock':
      return claimStaying(part, integration, {
        rule: 'mock/integration',
        outcome: 'blocked',
        message: 'A mock integration: HTTP APIs have none, except for CORS preflights.',
      });
    case 'aws':
      return claimStaying(part, integration, awsVerdict(integration));
    case 'unknown':
      return claimStaying(part, integration, {
        rule: 'integrations/unknown-type',
        outcome: 'unknown',
        message: `The integration type "${integration.writtenType}" is none that API Gateway has.`,
      });
  }
}

function awsVerdict({ target }: Integration): Verdict {
  switch (target.kind) {
    case 'lambda':
      return {
        rule: 'lambda/non-proxy',
        outcome: 'blocked',
        message:
          'A non-proxy Lambda integration: HTTP APIs send the function a proxy event, whatever the templates make.',
      };
    case 'service':
      return {
        rule: 'services/integration',
        outcome: 'blocked',
        message: `A call to ${target.service} by mapping templates; this version converts none of them to first-class integrations.`,
      };
    case 'url':
    case 'none':
    case 'opaque':
      return {
        rule: 'services/integration',
        outcome: 'blocked',
        message: 'A call to an AWS service or function that the file does not name, made by mapping templates.',
      };
  }
}

/** What API Gateway does not look at on a proxy: templates, responses with their mappings, and some properties (GE-INT-RESP). */
function claimIgnored(part: OperationClaims, integration: Integration): void {
  const ignored = {
    rule: 'integrations/ignored-by-proxy',
    outcome: 'dropped',
    message: 'API Gateway ignores this on a proxy integration.',
  } as const;
  for (const { at } of integration.templates) part.claim('mapping-template', at, ignored);
  for (const response of integration.responses) {
    part.claim('integration-response', response.at, ignored);
    for (const { at } of response.headers) part.claim('response-mapping', at, ignored);
    for (const { at } of response.templates) part.claim('response-template', at, ignored);
  }
  for (const extra of integration.extras) part.claim('integration-property', extra.at, extraVerdict(extra));
}

function extraVerdict(extra: IntegrationExtra): Verdict {
  switch (extra.kind) {
    case 'content-handling':
    case 'payload-format-version':
      return {
        rule: 'integrations/ignored-by-proxy',
        outcome: 'dropped',
        message: 'API Gateway ignores this on a proxy integration of a REST API.',
      };
    case 'cache-keys':
    case 'cache-namespace':
      return {
        rule: 'integrations/cache',
        outcome: 'dropped',
        message: 'HTTP APIs have no cache. Whether the stage has one switched on, the definition does not tell.',
      };
    case 'tls-config':
      return tlsVerdict(extra);
    case 'response-transfer-mode':
      return isStreaming(extra)
        ? {
            rule: 'lambda/streaming',
            outcome: 'blocked',
            message: 'Answers are streamed; HTTP APIs send whole answers only.',
          }
        : {
            rule: 'integrations/goes-with-integration',
            outcome: 'carried',
            message: 'Answers are sent whole, as HTTP APIs do.',
          };
  }
}

function tlsVerdict({ value }: IntegrationExtra): Verdict {
  return JSON.stringify(value).includes('true')
    ? {
        rule: 'http-proxy/tls-unverified',
        outcome: 'blocked',
        message: "The backend's certificate is not verified today; HTTP APIs always verify it.",
      }
    : {
        rule: 'integrations/goes-with-integration',
        outcome: 'carried',
        message: 'The certificate of the backend is verified, as HTTP APIs do.',
      };
}

/** An integration that stays on REST keeps all that belongs to it there. */
function claimStaying(part: OperationClaims, integration: Integration, verdict: Verdict): undefined {
  part.claim('integration', integration.at, verdict);
  const along = (rule: RuleId, message: string) => ({ rule, outcome: 'blocked', message }) as const;
  const belongs = along('integrations/goes-with-integration', 'Belongs to an integration that cannot move.');
  const template = along('mapping-templates/template', 'HTTP APIs have no mapping templates.');
  for (const { at } of integration.extras) part.claim('integration-property', at, belongs);
  for (const { at } of integration.parameters) part.claim('parameter-mapping', at, belongs);
  for (const { at } of integration.templates) part.claim('mapping-template', at, template);
  for (const response of integration.responses) {
    part.claim('integration-response', response.at, belongs);
    for (const { at } of response.headers) part.claim('response-mapping', at, belongs);
    for (const { at } of response.templates) part.claim('response-template', at, template);
  }
  if (integration.vpcLink) part.claim('vpc-link', integration.vpcLink.at, belongs);
  return undefined;
}

function claimLinkIgnored(part: OperationClaims, at: string): void {
  part.claim('vpc-link', at, {
    rule: 'integrations/ignored-by-proxy',
    outcome: 'dropped',
    message: 'A Lambda proxy uses no VPC link.',
  });
}

/** Where the proxy itself did not convert, its link and mappings stay with it. */
function claimUnclaimedLink(part: OperationClaims, integration: Integration): void {
  const belongs = {
    rule: 'integrations/goes-with-integration',
    outcome: 'blocked',
    message: 'Belongs to an integration that cannot move.',
  } as const;
  const claimed = new Set(part.claims.map(({ construct }) => `${construct.kind} ${construct.at}`));
  const { vpcLink } = integration;
  if (vpcLink && !claimed.has(`vpc-link ${vpcLink.at}`)) part.claim('vpc-link', vpcLink.at, belongs);
  for (const { at } of integration.parameters) {
    if (!claimed.has(`parameter-mapping ${at}`)) part.claim('parameter-mapping', at, belongs);
  }
}
