import type { HttpApi, RestApi } from '../../model/index.js';

/**
 * Names of headers and query parameters that tell authorizers who calls: what they hold is a secret, whatever they are called.
 *
 * @returns in lower case, each once
 */
export function identityNames({ rest, http }: { rest?: RestApi; http?: HttpApi }): string[] {
  return [...new Set([...restNames(rest), ...httpNames(http)].map((name) => name.toLowerCase()))];
}

function restNames(api: RestApi | undefined): string[] {
  const sources = (api?.authorizers ?? []).flatMap((one) => (one.kind === 'unknown' ? [] : one.identitySources));
  return sources.flatMap((source) => (source.kind === 'header' || source.kind === 'querystring' ? [source.name] : []));
}

/** `$request.header.NAME`, `$request.querystring.NAME` (XA-ID). */
function httpNames(api: HttpApi | undefined): string[] {
  const sources = (api?.authorizers ?? []).flatMap((one) =>
    one.kind === 'jwt' ? [one.identitySource] : one.identitySources,
  );
  return sources.flatMap((source) => /^\$request\.(?:header|querystring)\.(.+)$/s.exec(source)?.[1] ?? []);
}
