const names = new Set([
  ...['authorization', 'connection', 'content-encoding', 'content-length', 'content-location', 'forwarded'],
  ...['keep-alive', 'origin', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailers', 'transfer-encoding'],
  ...['upgrade', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'via'],
]);
const prefixes = ['access-control-', 'apigw-', 'x-amz-', 'x-amzn-'];

/**
 * @returns whether parameter mapping may not touch this header (PM-RESERVED), names without letter case
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function isReservedHeader(header: string): boolean {
  const name = header.toLowerCase();
  return names.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
}
