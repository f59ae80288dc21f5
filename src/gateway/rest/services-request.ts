import { type ServiceUri, serviceUri } from '../../model/index.js';
import type { Header, ServiceCall, UpstreamRequest } from '../gateway.js';
import { firstHeader } from '../headers.js';
import { fillStageVariables } from '../stage-variables.js';
import { bytesOf } from './content-handling.js';
import { misconfigured, type Stop } from './faults.js';
import { nonProxyHeaders } from './http.js';
import type { IntegrationRequest } from './integration.js';
import type { BuiltRequest } from './integration-requests.js';
import { readAction } from './services-action.js';
import { fillPath, upstreamMethod, withoutBody, withQuery } from './upstream.js';

/**
 * Services whose action API Gateway itself puts into `X-Amz-Target`, beside `Action` in the query: seen in execution logs of
 * DynamoDB, and in definitions in use, which map the header for Translate and Comprehend but never for these. Systems Manager,
 * which speaks JSON too, is called by the query alone (recorded).
 */
const targetPrefixes: Record<string, string> = {
  dynamodb: 'DynamoDB_20120810',
  kinesis: 'Kinesis_20131202',
  states: 'AWSStepFunctions',
};

/** Services with one endpoint for all regions: https://docs.aws.amazon.com/general/latest/gr/rande.html#global-endpoints */
const withoutRegion = new Set(['cloudfront', 'iam', 'route53']);

/** @returns the call of the service as it goes out, without its signature; 500 where the uri names no service. */
export function serviceCallOf(call: IntegrationRequest, built: BuiltRequest): ServiceCall | Stop {
  const { integration, deployment, request } = call;
  const uri = serviceUri(fillStageVariables(integration.uri?.text ?? '', deployment.stageVariables));
  if (!uri) return misconfigured();
  // A bucket may stand before the service, as it does in the host name: `bucket.s3`.
  const service = uri.service.split('.').at(-1) ?? uri.service;
  const method = upstreamMethod(integration.httpMethod, request);
  const hasBody = !withoutBody.has(method) && built.body.length > 0;
  const sent: UpstreamRequest = {
    method,
    url: withQuery(addressOf(uri, deployment.region, built.path), built.query),
    headers: serviceHeaders(call, built, { service, uri }),
    ...(hasBody && { body: bytesOf(built.body) }),
  };
  return { kind: 'service', service, ...readAction(uri, sent), request: sent };
}

/** `action/NAME` becomes a query, `path/…` the path (execution logs of EC2, Step Functions and SQS show both). */
function addressOf(uri: ServiceUri, region: string, path: ReadonlyMap<string, string>): string {
  const rest = fillPath(uri.rest, path);
  const host = hostOf(uri, region);
  return uri.kind === 'action' ? `https://${host}/?Action=${rest}` : `https://${host}/${rest.replace(/^\/+/, '')}`;
}

/** @param region of the API, in place of one that a template engine has still to fill in */
function hostOf({ service, region: written }: ServiceUri, region: string): string {
  const named = /^[a-z]{2}(-[a-z]+)+-\d+$/.test(written) ? written : region;
  const domain = `amazonaws.com${named.startsWith('cn-') ? '.cn' : ''}`;
  return withoutRegion.has(service) ? `${service}.${domain}` : `${service}.${named}.${domain}`;
}

/** What an execution log shows of them; the signature is made by who sends the call. */
function serviceHeaders(
  call: IntegrationRequest,
  built: BuiltRequest,
  { service, uri }: { service: string; uri: ServiceUri },
): Header[] {
  const { deployment, request } = call;
  const prefix = targetPrefixes[service];
  const headers = nonProxyHeaders(call, built, [
    ['x-amzn-apigateway-api-id', deployment.apiId],
    ['X-Amzn-Trace-Id', request.traceId],
    ...(uri.kind === 'action' && prefix !== undefined ? [['X-Amz-Target', `${prefix}.${uri.rest}`] as const] : []),
  ]);
  const isTyped = built.body.length === 0 || firstHeader(headers, 'Content-Type') !== undefined;
  // A request without a content type counts as JSON (RT-VTL-SELECT-REQ); that the service is told so is inferred.
  return isTyped || uri.kind === 'path' ? headers : [...headers, ['Content-Type', 'application/json']];
}
