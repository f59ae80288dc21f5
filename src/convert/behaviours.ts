import type { Construct, Operation, RestApi } from '../model/index.js';
import type { Claim } from './claim.js';
import { isPreflightMock } from './cors.js';

/**
 * What REST APIs do without writing it down, and HTTP APIs do otherwise. Each counts once for the whole API
 * (facts runtime.md, sections 2, 4, 7, 9).
 */
export function behavioursOf(api: RestApi): Construct[] {
  return behaviourClaims(api).map(({ construct }) => construct);
}

/** @returns the behaviours that this API's shape meets, and what becomes of them. */
export function behaviourClaims(api: RestApi): Claim[] {
  const hasRequirements = api.operations.some(({ access }) => access.requirements.length > 0);
  const claims = [
    behaviour(
      'requests that match no route',
      'behaviour/unknown-route',
      'A request that no route takes, one with an unlisted verb such as HEAD included, gets 404 {"message":"Not Found"} instead of 403 {"message":"Missing Authentication Token"}.',
    ),
    behaviour(
      'response headers of the gateway',
      'behaviour/response-headers',
      'Responses carry apigw-requestid; x-amzn-RequestId, x-amz-apigw-id and X-Amzn-Trace-Id are gone, and headers of the backend are no longer renamed to x-amzn-Remapped-*.',
    ),
    behaviour(
      'size of requests',
      'quotas/request-size',
      'Request line and headers may have 10,240 bytes together; a REST API takes 20,480 bytes of header values, and a URL besides.',
    ),
    behaviour(
      'answers when the backend fails',
      'behaviour/error-responses',
      'A timeout of the backend gives 503 {"message":"Service Unavailable"} instead of 504, and a failing Lambda function 500 instead of 502.',
    ),
  ];
  if (api.operations.some(({ integration }) => integration && integration.type !== 'mock')) {
    claims.push(
      behaviour(
        'X-HTTP-Method-Override',
        'behaviour/method-override',
        'A REST API takes a call for the method that X-HTTP-Method-Override names and keeps the header to itself; an HTTP API goes by the verb, and backends get the header.',
      ),
    );
  }
  const slashes = slashText(api);
  if (slashes !== '') claims.push(behaviour('trailing slash', 'behaviour/trailing-slash', slashes));
  if (hasRequirements) {
    claims.push(
      behaviour(
        'answers to refused callers',
        'behaviour/refusals',
        'Refused callers get other bodies and headers, and in places another status (401, 403).',
      ),
    );
  }
  if (api.operations.some(isPreflightMock)) {
    claims.push(
      behaviour(
        'CORS for the whole API',
        'cors/api-wide',
        `One CORS configuration holds for all routes: the gateway answers every preflight, adds the headers to responses with an Origin, and replaces those of backends.${backendPreflights(api)}`,
      ),
    );
  }
  return claims;
}

/** Exact routes: RT-PATH-TRAIL-EXACT; greedy ones, which need a segment in REST: RT-PATH-TRAIL-GREEDY-EMPTY. */
function slashText({ operations }: RestApi): string {
  const paths = operations.map(({ route }) => route.path).filter((path) => path !== '/');
  const below = paths.find((path) => /.\/\{[^/]+\+\}$/.test(path));
  return [
    ...(paths.some((path) => !path.endsWith('+}'))
      ? ['A path with a slash at its end no longer matches the route without it.']
      : []),
    ...(below === undefined
      ? []
      : [
          `A path that ends where a greedy variable begins goes to that route: ${below.replace(/\{.*$/, '')} to ${below}.`,
        ]),
  ].join(' ');
}

/** An OPTIONS route goes before the configuration, and its CORS headers are replaced all the same (RT-CORS-OPTIONS-ROUTE, RT-CORS-OVERRIDE). */
function backendPreflights(api: RestApi): string {
  const paths = api.operations.filter((operation) => operation.route.method === 'OPTIONS' && isProxy(operation));
  if (paths.length === 0) return '';
  return ` Backends answer OPTIONS of ${paths.map(({ route }) => route.path).join(', ')} themselves, and their CORS headers are replaced too.`;
}

function isProxy({ integration }: Operation): boolean {
  return integration?.type === 'aws_proxy' || integration?.type === 'http_proxy';
}

function behaviour(name: string, rule: Claim['rule'], message: string): Claim {
  return { construct: { kind: 'behaviour', at: '', name }, rule, outcome: 'behaviour-changes', message };
}
