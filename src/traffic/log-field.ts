/** What a line of an access log says that we read. All other variables are skipped. */
export const logFields = [
  ...(['method', 'resource', 'routeKey', 'path', 'status', 'responseLength', 'dataProcessed'] as const),
  ...(['requestTime', 'requestTimeEpoch', 'caller', 'user', 'userArn', 'apiKeyId', 'principalId', 'sourceIp'] as const),
] as const;

export type LogField = (typeof logFields)[number];

/**
 * Variables of access logs by what they say.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
const variables: Record<string, LogField> = {
  httpMethod: 'method',
  resourcePath: 'resource',
  routeKey: 'routeKey',
  path: 'path',
  status: 'status',
  responseLength: 'responseLength',
  dataProcessed: 'dataProcessed',
  requestTime: 'requestTime',
  requestTimeEpoch: 'requestTimeEpoch',
  'identity.caller': 'caller',
  'identity.user': 'user',
  'identity.userArn': 'userArn',
  'identity.apiKeyId': 'apiKeyId',
  'authorizer.principalId': 'principalId',
  'identity.sourceIp': 'sourceIp',
};

/** Keys that JSON logs give them, in small letters without signs; who writes the format chooses them freely. */
const keys: Record<LogField, readonly string[]> = {
  method: ['httpmethod', 'method', 'requestmethod', 'verb'],
  resource: ['resourcepath', 'resource'],
  routeKey: ['routekey', 'route'],
  path: ['path', 'rawpath', 'requestpath', 'requesturi', 'uri', 'url'],
  status: ['status', 'statuscode', 'responsestatus', 'responsestatuscode', 'httpstatus', 'httpstatuscode'],
  responseLength: ['responselength', 'responsesize', 'responsebytes', 'contentlength', 'bytessent', 'bytes'],
  dataProcessed: ['dataprocessed'],
  requestTime: ['requesttime', 'time', 'timestamp', 'datetime'],
  requestTimeEpoch: ['requesttimeepoch', 'timeepoch', 'epoch'],
  caller: ['caller', 'identitycaller'],
  user: ['user', 'identityuser'],
  userArn: ['userarn', 'identityuserarn'],
  apiKeyId: ['apikeyid', 'identityapikeyid'],
  principalId: ['principalid', 'authorizerprincipalid'],
  sourceIp: ['ip', 'sourceip', 'clientip', 'remoteaddr', 'remoteip', 'identitysourceip'],
};

/** @param name of a variable, without `$context.` */
export function fieldOfVariable(name: string): LogField | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}

/** @param key of a JSON log whose format is not known */
export function fieldOfKey(key: string): LogField | undefined {
  const plain = key
    .toLowerCase()
    .replace(/^\$?context\./, '')
    .replaceAll(/[^a-z0-9]/g, '');
  return logFields.find((field) => keys[field].includes(plain));
}
