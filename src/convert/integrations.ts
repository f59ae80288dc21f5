import {
  type Construct,
  type Cors,
  callsHttp,
  type Decisions,
  type HttpIntegration,
  type Integration,
  isOpaque,
  type Operation,
  plain,
} from '../model/index.js';
import { OperationClaims, type Part, type Verdict } from './claim.js';
import { convertHttp } from './http.js';
import { convertHttpProxy } from './http-proxy.js';
import { propertyVerdict } from './integration-properties.js';
import { convertLambdaProxy, nonProxyVerdict } from './lambda.js';
import { mockVerdict } from './mock.js';
import { convertService } from './services.js';
import { belongs, claimStaying } from './staying.js';

/** What the conversion of an integration needs to know beside it. */
export interface IntegrationContext {
  decisions: Decisions;
  /** The CORS configuration that the HTTP API gets, if any. */
  cors?: Cors | undefined;
}

/** Converts what a method is connected to: proxies as they are, others where an HTTP API has something that does the same. */
export function convertIntegration(operation: Operation, context: IntegrationContext): Part<HttpIntegration> {
  const { integration } = operation;
  if (integration === undefined) return { claims: [] };
  const part = new OperationClaims(operation);
  const value = convertByType(part, integration, context);
  part.claimOtherParts((other) => otherVerdict(integration, other));
  return { ...(value && { value }), claims: part.claims };
}

function convertByType(
  part: OperationClaims,
  integration: Integration,
  context: IntegrationContext,
): HttpIntegration | undefined {
  switch (integration.type) {
    case 'aws_proxy':
      return convertLambdaProxy(part, integration, context.decisions);
    case 'http_proxy':
      return convertHttpProxy(part, integration, context);
    case 'http':
      return convertHttp(part, integration, context);
    case 'mock':
      return claimStaying(part, integration, mockVerdict(integration));
    case 'aws':
      return integration.target.kind === 'lambda'
        ? claimStaying(part, integration, nonProxyVerdict(integration))
        : convertService(part, integration, context);
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

/** What becomes of the parts beside target, mappings, templates and answers: API Gateway ignores some of a proxy, and reads some properties. */
function otherVerdict(integration: Integration, part: Construct): Verdict {
  const property = integration.extras.find(({ at }) => at === part.at);
  if (property) return propertyVerdict(property, integration);
  if (part.kind === 'parameter-mapping' || (part.kind === 'vpc-link' && callsHttp(integration))) return belongs;
  return {
    rule: 'integrations/ignored-by-proxy',
    outcome: 'dropped',
    message: 'API Gateway ignores this on such a proxy integration.',
  };
}
