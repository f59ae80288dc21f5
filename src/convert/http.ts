import type { HttpIntegration, Integration } from '../model/index.js';
import type { OperationClaims, Verdict } from './claim.js';
import { convertHttpProxy } from './http-proxy.js';
import { claimIntegrationResponses } from './integration-responses.js';
import type { IntegrationContext } from './integrations.js';
import { leavesBody, templateVerdict } from './mapping-templates.js';

/**
 * Turns a non-proxy HTTP integration into a proxy (FE-INT-HTTPCUST): the same backend, mappings and path, but everything
 * else of requests and answers passes too. That is a loss of a shield, so it has to be accepted.
 */
export function convertHttp(
  part: OperationClaims,
  integration: Integration,
  context: IntegrationContext,
): HttpIntegration | undefined {
  for (const template of integration.templates) {
    part.claim('mapping-template', template.at, leavesBody(template) ? passes : templateVerdict(template));
  }
  const responseParameters = claimIntegrationResponses(part, integration, context.cors);
  const proxy = convertHttpProxy(part, integration, { decisions: context.decisions, verdict: widened(integration) });
  return proxy && { ...proxy, responseParameters };
}

const passes: Verdict = {
  rule: 'mapping-templates/pass-through',
  outcome: 'carried',
  message: 'The template passes the body on as it is, and so does a proxy.',
};

/** What a proxy lets through that the mappings keep back today. */
function widened({ passthroughBehavior, responses }: Integration): Verdict {
  const behavior = passthroughBehavior ?? 'when_no_match';
  const refused =
    behavior === 'when_no_match'
      ? ''
      : ' Content types without a template get 415 today (RT-VTL-PASS-TABLE); these pass too.';
  const unanswered = responses.some(({ pattern }) => pattern === 'default')
    ? ''
    : ' Answers of the backend that no integration response takes are 500 today (RT-NPX-SEL-DEFAULT); these pass too.';
  return {
    rule: 'http-proxy/non-proxy',
    outcome: 'blocked',
    message: `A proxy takes the place of this integration: all headers and parameters of callers reach the backend, not only those that are mapped, and all headers of its answers reach callers.${refused}${unanswered}`,
  };
}
