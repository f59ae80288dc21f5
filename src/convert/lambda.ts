import {
  type Decisions,
  type HttpIntegration,
  type Integration,
  isOpaque,
  type Templated,
  withoutSecrets,
} from '../model/index.js';
import type { OperationClaims, Verdict } from './claim.js';
import { callerCredentials, callsAsCaller } from './credentials.js';
import { isStreaming } from './integration-properties.js';
import { differingRegions, permissionSentence } from './lambda-function.js';
import { isInvocationType, lambdaMappingVerdict } from './lambda-mappings.js';
import { actionOf } from './mapping-templates.js';
import { exceedsTimeout, timeoutOf, timeoutVerdict } from './timeout.js';

/** Converts a Lambda proxy (FE-PAY-VER): the same function with an explicit payload format. */
export function convertLambdaProxy(
  part: OperationClaims,
  integration: Integration,
  decisions: Decisions,
): HttpIntegration | undefined {
  const { uri, at, credentials, target } = integration;
  for (const mapping of integration.parameters) {
    part.claim('parameter-mapping', mapping.at, lambdaMappingVerdict(mapping, uri));
  }
  if (uri === undefined || target.kind !== 'lambda' || !namesFunction(uri)) {
    const message =
      uri === undefined
        ? 'A Lambda proxy without a uri.'
        : `A Lambda proxy whose uri names no function: ${withoutSecrets(uri.text)}.`;
    part.claim('integration', at, { rule: 'integrations/unknown-target', outcome: 'unknown', message });
    return undefined;
  }
  part.claim('integration', at, integrationVerdict(integration, uri, decisions));
  return {
    kind: 'lambda',
    uri,
    payloadFormatVersion: decisions.payloadFormat,
    ...(credentials && { credentials }),
    timeoutInMillis: timeoutOf(integration),
    requestParameters: {},
    responseParameters: {},
  };
}

/** A bare word is what some tool puts an ARN in place of; which one, the file does not tell. */
function namesFunction(uri: Templated): boolean {
  if (/^arn:/.test(uri.text) && !/\$\{|\{\{|<</.test(uri.text)) return uri.text.includes(':lambda:');
  return uri.text.startsWith('arn:') || isOpaque(uri) || uri.text.includes('${stageVariables.');
}

function integrationVerdict(integration: Integration, uri: Templated, { payloadFormat }: Decisions): Verdict {
  const { target, extras } = integration;
  if ((target.kind === 'lambda' && target.streaming) || extras.some(isStreaming)) {
    return {
      rule: 'lambda/streaming',
      outcome: 'blocked',
      message: 'The function streams its answer; HTTP APIs send whole answers only.',
    };
  }
  if (exceedsTimeout(integration)) return timeoutVerdict(integration);
  if (callsAsCaller(integration)) return callerCredentials;
  const regions = differingRegions(uri);
  if (regions) {
    const message = `The uri names Lambda in ${regions.calledIn} and a function in ${regions.region}; whether HTTP APIs call a function of another region is not documented.`;
    return { rule: 'lambda/cross-region', outcome: 'unknown', message };
  }
  const permission = integration.credentials ? '' : permissionSentence(uri);
  return payloadFormat === '1.0'
    ? {
        rule: 'lambda/payload-1',
        outcome: 'behaviour-changes',
        message: `The function gets a payload 1.0 event, which differs from the REST event in header names, path, body encoding and context.${permission}`,
      }
    : {
        rule: 'lambda/payload-2',
        outcome: 'behaviour-changes',
        message: `The function gets a payload 2.0 event and must answer in its format: another structure throughout.${permission}`,
      };
}

/**
 * A function behind a non-proxy integration gets what templates make and answers with what templates read, so under an
 * HTTP API it would be another function (RT-NPX-MIGRATE, FE-INT-LCUSTOM).
 */
export function nonProxyVerdict({ templates, parameters }: Integration): Verdict {
  const isAsync = parameters.some(({ target }) => target.place === 'header' && isInvocationType(target.name));
  const made = templates.map(({ form }) => actionOf(form));
  const event = made.length === 0 ? 'the body of the request' : `what a template makes (it ${made.join('; it ')})`;
  return {
    rule: isAsync ? 'lambda/async' : 'lambda/non-proxy',
    outcome: 'blocked',
    message: isAsync
      ? 'The function is called asynchronously; HTTP APIs always wait for the answer. A queue or EventBridge in between keeps it so.'
      : `A non-proxy Lambda integration: the function gets ${event}; HTTP APIs send a proxy event, so the function has to change, or one in front of it to translate.`,
  };
}
