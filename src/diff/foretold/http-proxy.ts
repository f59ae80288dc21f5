import type { Exchange } from '../../gateway/gateway.js';
import { isSameRoute } from '../compare.js';
import { apiIds, stages } from '../deployments.js';
import { about, all, answeredByBackends, answeredByRest, any, type Foretells } from './conditions.js';

/** What an HTTP upstream gets otherwise than from REST (RT-HTTP-*). */
const proxyHeaders = about(
  /^upstream\.headers\.(forwarded|via|x-forwarded-(for|port|proto|host))$/, // RT-HTTP-FWD
  /^upstream\.headers\.(x-amzn-apigateway-api-id|x-amzn-trace-id)$/, // RT-HTTP-APIID, RT-HTTP-TRACE
  /^upstream\.headers\.(user-agent|accept)$/, // RT-HTTP-UA, RT-HTTP-ACCEPT
  /^upstream\.headers\.(host|content-length|content-encoding|connection|content-md5|expect|max-forwards)$/, // RT-HTTP-DROP
  /^upstream\.headers\.(proxy-authenticate|server|te|trailer|upgrade|www-authenticate|authorization|x-amz-date)$/, // RT-HTTP-DROP
  /^upstream\.headers\..* \(name\)$/, // RT-HTTP-CASE
);

/**
 * Path variables are decoded, a greedy one keeps a slash at its end (RT-ENC-HTTPPROXY-HTTP, RT-PATH-TRAIL-GREEDY), and a
 * query that a mapping changes is written anew: a space may be `+` then.
 */
const sameUrlDecoded: Foretells = ({ aspect, rest, http }, { request }) => {
  if (aspect !== 'upstream.url' || typeof rest !== 'string' || typeof http !== 'string') return false;
  // A decoded question mark begins the query for REST, which adds to it then; an HTTP API encodes it again (RT-ENC-HTTPPROXY-REST).
  const hasQuestionMark = /%3f/i.test(request.request.rawPath);
  const [before, now] = hasQuestionMark ? [questionMarksAsOne(rest), questionMarksAsOne(http)] : [rest, http];
  return decoded(before) === decoded(now);
};

function questionMarksAsOne(url: string): string {
  return url.replaceAll(/\?|%3f/gi, '&');
}

function decoded(url: string): string {
  return url
    .replace(/\?.*/, (query) => query.replaceAll('+', ' '))
    .replace(/%([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\/(?=\?|$)/, '');
}

/** REST keeps the body back where the backend is called by one of these verbs, an HTTP API does not (RT-HTTP-BODY: C and I). */
const bodyOfGet: Foretells = ({ aspect, rest }, sighting) =>
  aspect === 'upstream.body' &&
  rest === undefined &&
  sighting.rest.calls.some((call) => call.kind === 'http' && /^(GET|HEAD|OPTIONS)$/.test(call.request.method));

export const httpProxy: Foretells = any(proxyHeaders, sameUrlDecoded, bodyOfGet);

/** A private integration names the listener; host and path are said in other places (FE-INT-VPC1, FE-INT-VPC2). */
export const vpcLink: Foretells = all(about(/^upstream\.(vpcLink|url|headers\.host)$/), (_, { http }) =>
  http.calls.some((call) => call.kind === 'http' && call.vpcLinkId !== undefined),
);

/** A mapped `$context` value: request id, API id, stage and path are not written alike (RT-CTX-REQID, RT-CTX-PATH, RT-PATH-STAGE-VALUE). */
export const mappedContext: Foretells = ({ aspect, rest, http }, sighting) => {
  if (!/^(upstream|reply)\.(headers\.|url$)/.test(aspect) || typeof rest !== 'string') return false;
  const [restId, httpId] = [headerOf(sighting.rest, 'x-amzn-requestid'), headerOf(sighting.http, 'apigw-requestid')];
  const translated = (restId ? rest.replaceAll(restId, httpId) : rest).replaceAll(apiIds.rest, apiIds.http);
  const { rawPath } = sighting.request.request;
  const withoutStage = translated.replaceAll(`/${stages.rest}${rawPath}`, rawPath);
  return [translated, withoutStage].includes(String(http)) || (rest === stages.rest && http === stages.http);
};

function headerOf({ response }: Exchange, header: string): string {
  return response.headers.find(([name]) => name.toLowerCase() === header)?.[1] ?? '';
}

/** Headers that no mapping let through reach the backend, and those of its answers the client (RT-HTTP-NONPROXY, RT-NPX-HDR). */
const moreHeaders: Foretells = ({ aspect, rest }) => rest === undefined && /^(upstream|reply)\.headers\./.test(aspect);

/** The client's whole query reaches the backend beside what is mapped (RT-HTTP-QUERY). */
const moreQuery: Foretells = ({ aspect, rest, http }) => {
  if (aspect !== 'upstream.url' || typeof rest !== 'string' || typeof http !== 'string') return false;
  const [path, query = ''] = decoded(rest).split('?');
  const [httpPath, httpQuery = ''] = decoded(http).split('?');
  const passed = new Set(httpQuery.split('&'));
  return path === httpPath && query.split('&').every((pair) => pair === '' || passed.has(pair));
};

/** Content types without a template got 415, and no backend was asked (RT-VTL-PASS-TABLE). */
const moreContentTypes: Foretells = all(
  answeredByRest,
  about(/^calls\.integration$/, /^reply\./),
  (_, { rest, http }) => rest.response.status === 415 && isSameRoute(rest, http),
);

/** Answers that no integration response took became 500 (RT-NPX-SEL-DEFAULT). */
const moreAnswers: Foretells = all(
  answeredByBackends,
  about(/^reply\./),
  (_, { rest }) =>
    rest.response.status === 500 && headerOf(rest, 'x-amzn-errortype') === 'InternalServerErrorException',
);

/** What mappings and templates kept back passes a proxy. */
export const widened: Foretells = any(httpProxy, moreHeaders, moreQuery, moreContentTypes, moreAnswers);

/** Names that mappings of HTTP APIs cannot set (FE-PM-RESERVED): the backend gets what the client sends, or nothing. */
export const reservedHeader = about(
  /^upstream\.headers\.(authorization|connection|content-(encoding|length|location)|forwarded|keep-alive|origin)$/,
  /^upstream\.headers\.(proxy-\S+|te|trailers?|transfer-encoding|upgrade|via|host|x-forwarded-\S+)$/,
  /^upstream\.headers\.(access-control-|apigw-|x-amzn?-)\S+$/,
);

/** What a mapping that is given up has set. */
export const lostMapping: Foretells = all(about(/^upstream\.(headers\.[^ ]+|url)$/), ({ rest }) => rest !== undefined);
