import { isObject, type JsonObject } from '../../model/index.js';

/** An address that API Gateway itself gives to an API; a domain of somebody's own tells no region. */
const ownAddress = /^(?:https?:\/\/)?[a-z\d-]+\.execute-api\.([a-z]{2,}(?:-[a-z]+)+-\d+)\.amazonaws\.com/;

/** @returns the region, where the definition has the address of the API in it, as exports do (`host`, or `servers` in OpenAPI 3.0) */
export function regionOf(root: JsonObject): string | undefined {
  const servers = Array.isArray(root['servers']) ? root['servers'] : [];
  const addresses = [root['host'], ...servers.map((server) => (isObject(server) ? server['url'] : undefined))];
  const regions = addresses.flatMap((one) => (typeof one === 'string' ? [ownAddress.exec(one)?.[1] ?? []] : [])).flat();
  return regions[0];
}
