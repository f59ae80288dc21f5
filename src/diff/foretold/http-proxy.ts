import type { Exchange } from '../../gateway/gateway.js';
import { apiIds, stages } from '../deployments.js';
import { about, all, any, type Foretells } from './conditions.js';

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
const sameUrlDecoded: Foretells = ({ aspect, rest, http }) => {
  if (aspect !== 'upstream.url' || typeof rest !== 'string' || typeof http !== 'string') return false;
  const plain = (url: string) =>
    url
      .replace(/\?.*/, (query) => query.replaceAll('+', ' '))
      .replace(/%([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/\/(?=\?|$)/, '');
  return plain(rest) === plain(http);
};

export const httpProxy: Foretells = any(proxyHeaders, sameUrlDecoded);

/** A private integration names the listener; host and path are said in other places (FE-INT-VPC1, FE-INT-VPC2). */
export const vpcLink: Foretells = all(about(/^upstream\.(vpcLink|url|headers\.host)$/), (_, { http }) =>
  http.calls.some((call) => call.kind === 'http' && call.vpcLinkId !== undefined),
);

/** A mapped `$context` value: request id, API id, stage and path are not written alike (RT-CTX-REQID, RT-CTX-PATH, RT-PATH-STAGE-VALUE). */
export const mappedContext: Foretells = ({ aspect, rest, http }, sighting) => {
  if (!/^(upstream|reply)\.(headers\.|url$)/.test(aspect) || typeof rest !== 'string') return false;
  const [restId, httpId] = [idOf(sighting.rest, 'x-amzn-requestid'), idOf(sighting.http, 'apigw-requestid')];
  const translated = (restId ? rest.replaceAll(restId, httpId) : rest).replaceAll(apiIds.rest, apiIds.http);
  const { rawPath } = sighting.request.request;
  const withoutStage = translated.replaceAll(`/${stages.rest}${rawPath}`, rawPath);
  return [translated, withoutStage].includes(String(http)) || (rest === stages.rest && http === stages.http);
};

function idOf({ response }: Exchange, header: string): string {
  return response.headers.find(([name]) => name.toLowerCase() === header)?.[1] ?? '';
}

/** What no mapping let through reaches the backend, and the headers of its answers reach the client (RT-NPX-HDR). */
export const widened: Foretells = any(httpProxy, ({ aspect, rest }) => {
  return rest === undefined && /^(upstream|reply)\.headers\./.test(aspect);
});
