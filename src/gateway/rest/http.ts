import type { GatewayResponse, Header, UpstreamRequest } from '../gateway.js';
import { firstHeader, withHeader, withoutHeaders } from '../headers.js';
import { bytesOf } from './content-handling.js';
import { isStop, type Stop } from './faults.js';
import { type IntegrationRequest, scopeOf, timeoutOf } from './integration.js';
import { type BuiltRequest, buildRequest } from './integration-requests.js';
import { answerClient } from './integration-responses.js';
import {
  answerOf,
  defaultHeaders,
  neverSent,
  ownHeaders,
  upstreamMethod,
  upstreamUrl,
  vpcLinkOf,
  withoutBody,
} from './upstream.js';

/**
 * HTTP integration without proxy, private ones (VPC link) too: the backend gets what is mapped, and its status chooses the
 * integration response (RT-HTTP-NONPROXY, RT-NPX-SEL-HTTP).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export async function callHttp(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const { integration, calls } = call;
  const scope = scopeOf(call);
  const built = await buildRequest(call, scope);
  if (isStop(built)) return built;
  const upstream = upstreamRequest(call, built);
  if (isStop(upstream)) return upstream;
  const answer = answerOf(await calls.sendHttp(upstream, timeoutOf(integration), vpcLinkOf(call)));
  return isStop(answer) ? answer : answerClient(answer, String(answer.status), { call, scope });
}

function upstreamRequest(call: IntegrationRequest, built: BuiltRequest): UpstreamRequest | Stop {
  const url = upstreamUrl(call, built.path, built.query);
  if (typeof url !== 'string') return url;
  const method = upstreamMethod(call.integration.httpMethod, call.request);
  const headers = nonProxyHeaders(call, built, ownHeaders(call.request, call.deployment));
  return {
    method,
    url,
    headers,
    ...(!withoutBody.has(method) && built.body.length > 0 && { body: bytesOf(built.body) }),
  };
}

/**
 * Headers of a request that is not proxied: what is mapped, and what API Gateway says itself. The body keeps the content type it
 * came with (RT-HTTP-NONPROXY); that this holds for a template's output too is inferred.
 *
 * @param own of API Gateway; mapped ones replace them
 */
export function nonProxyHeaders(
  { request, deployment, integration }: IntegrationRequest,
  { headers: mapped }: BuiltRequest,
  own: readonly Header[],
): Header[] {
  const type = firstHeader(request.sent.headers, 'Content-Type');
  const typed: Header[] =
    type === undefined || withoutBody.has(upstreamMethod(integration.httpMethod, request))
      ? []
      : [['Content-Type', type]];
  const all = mapped.reduce<Header[]>(
    (headers, [name, value]) => withHeader(headers, name, value),
    [...defaultHeaders(deployment), ...typed, ...own],
  );
  return withoutHeaders(all, neverSent);
}
