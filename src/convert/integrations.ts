import {
  type Construct,
  type Decisions,
  type HttpIntegration,
  type Integration,
  isOpaque,
  type Operation,
  plain,
} from '../model/index.js';
import { OperationClaims, type Part, type Verdict } from './claim.js';
import { convertHttpProxy } from './http-proxy.js';
import { propertyVerdict } from './integration-properties.js';
import { convertLambdaProxy } from './lambda.js';

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
    case 'aws_proxy':
    case 'http_proxy': {
      const convertProxy = integration.type === 'aws_proxy' ? convertLambdaProxy : convertHttpProxy;
      const proxy = convertProxy(part, integration, decisions);
      part.claimOtherParts((other) => proxyPartVerdict(integration, other));
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
        message: isOpaque(plain(integration.writtenType))
          ? `A placeholder hides the integration type: ${integration.writtenType}.`
          : `The integration type "${integration.writtenType}" is none that API Gateway has.`,
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

/**
 * What becomes of the parts that a proxy has beside its target and mappings: API Gateway ignores templates and
 * responses (GE-INT-RESP), and reads some properties.
 */
function proxyPartVerdict(integration: Integration, part: Construct): Verdict {
  const property = integration.extras.find(({ at }) => at === part.at);
  if (property) return propertyVerdict(property);
  if (part.kind === 'parameter-mapping' || (part.kind === 'vpc-link' && integration.type === 'http_proxy'))
    return belongs;
  return {
    rule: 'integrations/ignored-by-proxy',
    outcome: 'dropped',
    message: 'API Gateway ignores this on such a proxy integration.',
  };
}

const belongs: Verdict = {
  rule: 'integrations/goes-with-integration',
  outcome: 'blocked',
  message: 'Belongs to an integration that cannot move.',
};

const template: Verdict = {
  rule: 'mapping-templates/template',
  outcome: 'blocked',
  message: 'HTTP APIs have no mapping templates.',
};

/** An integration that stays on REST keeps all that belongs to it there. */
function claimStaying(part: OperationClaims, integration: Integration, verdict: Verdict): undefined {
  part.claim('integration', integration.at, verdict);
  part.claimOtherParts(({ kind }) =>
    kind === 'mapping-template' || kind === 'response-template' ? template : belongs,
  );
  return undefined;
}
