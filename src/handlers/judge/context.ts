import { at, below, type Judge, type Judgement, p1, p2, told } from './row.js';

/** Under `requestContext`, for functions behind routes. */
const context = (path: string, ...judgements: readonly Judgement[]): Judge =>
  at(`requestContext.${path}`, (_, { role }) => (role === 'authorizer' ? [] : [...judgements]));

const moved = (path: string, to: string): Judgement =>
  told(p2, 'breaks', `Payload format 2.0 has no requestContext.${path}.`, `event.requestContext.${to}`);

/** Never in an HTTP API (RT-CTX-DEPLOY, RT-CTX-OPNAME, RT-CTX-CANARY). */
const lost = (path: string, instead: string): Judge => {
  const what = `HTTP APIs send no requestContext.${path}.`;
  return context(path, told(p1, 'breaks', what, instead), told(p2, 'breaks', what, instead));
};

const stage: Judge = context(
  'stage',
  told(p1, 'check', 'The stage may be $default.', 'Expect $default, or deploy to a stage of the same name.'),
  told(p2, 'check', 'The stage may be $default.', 'Expect $default, or deploy to a stage of the same name.'),
);

const requestId: Judge = context(
  'requestId',
  told(p1, 'check', 'The request id is a short text, no UUID.', 'Store and compare it as any text.'),
  told(p2, 'check', 'The request id is a short text, no UUID.', 'Store and compare it as any text.'),
);

/** RT-CTX-RESID. */
const resourceId: Judge = context(
  'resourceId',
  told(
    p1,
    'changes',
    'resourceId is the key of the route, as in GET /pets/{id}.',
    'requestContext.resourcePath with the method.',
  ),
  told(p2, 'breaks', 'Payload format 2.0 has no requestContext.resourceId.', 'event.routeKey'),
);

/** RT-CTX-ID-KEYS, RT-CTX-AUTH-NAMES. */
const identityNow: Record<string, string> = {
  sourceIp: 'http.sourceIp',
  userAgent: 'http.userAgent',
  accessKey: 'authorizer.iam.accessKey',
  accountId: 'authorizer.iam.accountId',
  caller: 'authorizer.iam.callerId',
  user: 'authorizer.iam.userId',
  userArn: 'authorizer.iam.userArn',
  principalOrgId: 'authorizer.iam.principalOrgId',
  cognitoIdentityId: 'authorizer.iam.cognitoIdentity.identityId',
  cognitoIdentityPoolId: 'authorizer.iam.cognitoIdentity.identityPoolId',
  clientCert: 'authentication.clientCert',
};

const identity: Judge = at('requestContext.identity', ({ path, known }, { role }) => {
  const [, , name] = path;
  if (role === 'authorizer' || isLost(name)) return [];
  const to = name === undefined ? undefined : identityNow[name];
  return [
    moved(
      name === undefined || known > 2 ? 'identity' : `identity.${name}`,
      to ?? 'http has sourceIp and userAgent, event.requestContext.authorizer.iam who signed.',
    ),
  ];
});

function isLost(name: string | undefined): name is string {
  return name !== undefined && /^(?:apiKey|apiKeyId|vpcId|vpceId)$/.test(name);
}

/** RT-CTX-ID-APIKEY, RT-CTX-ID-VPC. */
const lostIdentity: Judge = below('requestContext.identity', ({ path: [, , name] }) => {
  if (!isLost(name)) return [];
  const what = `HTTP APIs send no requestContext.identity.${name}.`;
  const instead = name.startsWith('api')
    ? 'Tell callers apart by what an authorizer finds; HTTP APIs know no API keys.'
    : 'Nothing tells it: HTTP APIs are never private.';
  return [p1, p2].map((rule) => told(rule, 'breaks', what, instead));
});

/** RT-CTX-AUTH-COG. */
const claims: Judge = context('authorizer.claims', moved('authorizer.claims', 'authorizer.jwt.claims'));

/** Claims that are lists in tokens of Cognito and of others. */
const lists = new Set(['cognito:groups', 'cognito:roles', 'identities', 'groups', 'roles']);

/** RT-JWT-CLAIMS-FMT. */
const listClaim: Judge = (reading) => {
  if (reading.kind !== 'read' || reading.known > 3) return [];
  const [context, authorizer, claims, name] = reading.path;
  if (context !== 'requestContext' || authorizer !== 'authorizer' || claims !== 'claims') return [];
  if (!lists.has(name ?? '')) return [];
  const instead = 'Take the brackets off and split at spaces.';
  return [told('authorizers/cognito', 'check', 'A list in a claim is written as [a b].', instead)];
};

/** RT-CTX-AUTH-LAMBDA, and what `authorizers/token-to-jwt` gives up. */
const authorizer: Judge = below('requestContext.authorizer', ({ path: [, , name] }, { role }) => {
  if (role === 'authorizer' || name === undefined || /^(?:claims|jwt|lambda|iam|scopes)$/.test(name)) return [];
  if (name === 'integrationLatency') {
    const what = 'HTTP APIs do not tell how long the authorizer took.';
    return [p1, p2].map((rule) =>
      told(rule, 'breaks', what, 'Nothing; see $context.authorizer.latency in the access log.'),
    );
  }
  const claim = name === 'principalId' ? 'sub' : name;
  const now = `event.requestContext.authorizer.claims["${claim}"], if the token has such a claim.`;
  return [
    told(
      'authorizers/token-to-jwt',
      'breaks',
      `No function sets ${name} any more: a JWT authorizer takes its place.`,
      now,
    ),
    told(
      p1,
      'check',
      `Whether ${name} comes as a text is not verified; in a REST API it always does.`,
      'Take a text and the value itself.',
    ),
    moved(`authorizer.${name}`, `authorizer.lambda.${name}`),
  ];
});

/** What API Gateway tells about a request. */
export const requestContext: readonly Judge[] = [
  stage,
  requestId,
  resourceId,
  identity,
  lostIdentity,
  claims,
  listClaim,
  authorizer,
  lost('deploymentId', 'Nothing; set a stage variable with the release.'),
  lost('operationName', 'requestContext.resourcePath in format 1.0, event.routeKey in 2.0.'),
  lost('isCanaryRequest', 'Nothing: HTTP APIs have no canary.'),
  context(
    'extendedRequestId',
    told(p1, 'changes', 'extendedRequestId is the same as requestId.', 'requestContext.requestId'),
    moved('extendedRequestId', 'requestId'),
  ),
  context(
    'path',
    told(p1, 'check', 'It has no stage in front where that is $default.', 'Take the stage off only where it is there.'),
    moved('path', 'http.path'),
  ),
  context('httpMethod', moved('httpMethod', 'http.method')),
  context(
    'resourcePath',
    told(p2, 'breaks', 'Payload format 2.0 has no requestContext.resourcePath.', 'event.routeKey'),
  ),
  context('protocol', moved('protocol', 'http.protocol')),
  context('requestTime', moved('requestTime', 'time')),
  context('requestTimeEpoch', moved('requestTimeEpoch', 'timeEpoch')),
];
