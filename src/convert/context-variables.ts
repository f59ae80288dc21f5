/**
 * Context variables of HTTP APIs (features.md, section 3), legal in parameter mappings and identity sources alike.
 * REST names with another meaning or none (`resourcePath`, `xrayTraceId`, `identity.apiKey`…) are not in the list.
 */
const names: ReadonlySet<string> = new Set([
  ...['accountId', 'apiId', 'domainName', 'domainPrefix', 'httpMethod', 'path', 'protocol', 'requestId', 'requestTime'],
  ...['requestTimeEpoch', 'stage', 'status', 'responseLatency', 'responseLength', 'extendedRequestId', 'routeKey'],
  ...['dataProcessed', 'awsEndpointRequestId', 'awsEndpointRequestId2', 'authorizer.error'],
  ...['customDomain.basePathMatched', 'error.message', 'error.messageString', 'error.responseType'],
  ...['accountId', 'caller', 'cognitoAuthenticationProvider', 'cognitoAuthenticationType', 'cognitoIdentityId'].map(
    (name) => `identity.${name}`,
  ),
  ...['cognitoIdentityPoolId', 'principalOrgId', 'sourceIp', 'user', 'userAgent', 'userArn'].map(
    (name) => `identity.${name}`,
  ),
  ...['clientCertPem', 'subjectDN', 'issuerDN', 'serialNumber', 'validity.notBefore', 'validity.notAfter'].map(
    (name) => `identity.clientCert.${name}`,
  ),
  ...['error', 'integrationStatus', 'latency', 'requestId', 'status'].map((name) => `integration.${name}`),
  ...['integrationLatency', 'integrationStatus', 'integrationErrorMessage'],
]);

/** Names below `authorizer` that REST has and HTTP has not; every other name is a property that the authorizer itself sets. */
const restOnlyAuthorizerNames =
  /^authorizer\.(principalId|integrationLatency|integrationStatus|latency|requestId|status)$/;

/** @returns whether an HTTP API knows `$context.NAME`. Only dots and underscores may stand between the words. */
export function isHttpContextVariable(name: string): boolean {
  if (!/^[\w.]+$/.test(name)) return false;
  return names.has(name) || (name.startsWith('authorizer.') && !restOnlyAuthorizerNames.test(name));
}
