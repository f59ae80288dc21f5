import {
  type Decisions,
  type HttpIntegration,
  type Integration,
  isOpaque,
  type ParameterMapping,
  type Templated,
  withoutSecrets,
} from '../model/index.js';
import type { OperationClaims, Verdict } from './claim.js';
import { callerCredentials, callsAsCaller } from './credentials.js';
import { isStreaming } from './integration-properties.js';
import { actionOf } from './mapping-templates.js';
import { exceedsTimeout, timeoutOf, timeoutVerdict } from './timeout.js';

/** Converts a Lambda proxy (FE-PAY-VER): the same function with an explicit payload format. */
export function convertLambdaProxy(
  part: OperationClaims,
  integration: Integration,
  decisions: Decisions,
): HttpIntegration | undefined {
  const { uri, at, credentials, target } = integration;
  for (const mapping of integration.parameters) part.claim('parameter-mapping', mapping.at, mappingVerdict(mapping));
  if (uri === undefined || target.kind !== 'lambda' || !namesFunction(uri)) {
    const message =
      uri === undefined
        ? 'A Lambda proxy without a uri.'
        : `A Lambda proxy whose uri names no function: ${withoutSecrets(uri.text)}.`;
    part.claim('integration', at, { rule: 'integrations/unknown-target', outcome: 'unknown', message });
    return undefined;
  }
  part.claim('integration', at, integrationVerdict(integration, decisions));
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

function integrationVerdict(integration: Integration, { payloadFormat }: Decisions): Verdict {
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
  return payloadFormat === '1.0'
    ? {
        rule: 'lambda/payload-1',
        outcome: 'behaviour-changes',
        message:
          'The function gets a payload 1.0 event, which differs from the REST event in header names, path, body encoding and context.',
      }
    : {
        rule: 'lambda/payload-2',
        outcome: 'behaviour-changes',
        message: 'The function gets a payload 2.0 event and must answer in its format: another structure throughout.',
      };
}

function isInvocationType({ target }: Pick<ParameterMapping, 'target'>): boolean {
  return target.place === 'header' && target.name.toLowerCase() === 'x-amz-invocation-type';
}

/** A path mapping that repeats the path does nothing on a Lambda proxy: the event has the path parameters anyway. What others do to the event of an HTTP API is not documented (PM-APPLIES). */
function mappingVerdict({ target, source }: ParameterMapping): Verdict {
  if (target.place === 'path' && source.kind === 'request' && source.place === 'path') {
    return {
      rule: 'integrations/ignored-by-proxy',
      outcome: 'dropped',
      message: 'A Lambda function gets the path parameters in its event, mapped or not.',
    };
  }
  if (isInvocationType({ target })) {
    return {
      rule: 'lambda/async',
      outcome: 'blocked',
      message: 'The function is called asynchronously; HTTP APIs always wait for the answer.',
    };
  }
  const name = target.place === 'unknown' ? target.text : `${target.place} ${target.name}`;
  return {
    rule: 'lambda/parameter-mapping',
    outcome: 'unknown',
    message: `The mapping of ${name} on a Lambda proxy: what HTTP APIs do with it is not documented.`,
  };
}

/**
 * A function behind a non-proxy integration gets what templates make and answers with what templates read, so under an
 * HTTP API it would be another function (RT-NPX-MIGRATE, FE-INT-LCUSTOM).
 */
export function nonProxyVerdict({ templates, parameters }: Integration): Verdict {
  const isAsync = parameters.some(isInvocationType);
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
