import type {
  Cors,
  HttpApi,
  HttpAuthorizer,
  HttpIntegration,
  HttpRoute,
  JwtAuthorizer,
  Templated,
} from '../../src/model/index.js';

/** A way to break what the converter made: one API for each place where it can be done. */
export type Mutation = (made: HttpApi) => HttpApi[];

const plain = (text: string): Templated => ({ text, raw: text });

const routes =
  (change: (route: HttpRoute, all: readonly HttpRoute[]) => (HttpRoute | undefined)[]): Mutation =>
  (made) =>
    made.routes.flatMap((route, index) =>
      change(route, made.routes).map((changed) => ({
        ...made,
        routes: made.routes.flatMap((other, at) => (at === index ? (changed ?? []) : other)),
      })),
    );

const integrations = (change: (integration: HttpIntegration) => HttpIntegration[]): Mutation =>
  routes((route) => change(route.integration).map((integration) => ({ ...route, integration })));

const cors =
  (change: (before: Cors) => Partial<Cors>): Mutation =>
  (made) =>
    made.cors ? [{ ...made, cors: { ...made.cors, ...change(made.cors) } }] : [];

const authorizers =
  (change: (authorizer: HttpAuthorizer) => HttpAuthorizer[]): Mutation =>
  (made) =>
    made.authorizers.flatMap((authorizer, index) =>
      change(authorizer).map((changed) => ({
        ...made,
        authorizers: made.authorizers.map((other, at) => (at === index ? changed : other)),
      })),
    );

const jwt = (change: (authorizer: JwtAuthorizer) => JwtAuthorizer): Mutation =>
  authorizers((one) => (one.kind === 'jwt' ? [change(one)] : []));

const without = (mappings: Record<string, string>, place: RegExp): Record<string, string>[] =>
  Object.keys(mappings)
    .filter((key) => place.test(key))
    .map((lost) => Object.fromEntries(Object.entries(mappings).filter(([key]) => key !== lost)));

const losing = (place: RegExp): Mutation =>
  integrations((one) =>
    one.kind === 'service'
      ? []
      : without(one.requestParameters, place).map((requestParameters) => ({ ...one, requestParameters })),
  );

const open = { kind: 'none' } as const;

const more =
  (key: HttpRoute['key']): Mutation =>
  (made) =>
    made.routes
      .slice(0, 1)
      .map((route) => ({ ...made, routes: [...made.routes, { ...route, key, authorization: open }] }));

/** What a converter with one mistake in it would write, by what it does. */
export const mutations: Record<string, Mutation> = {
  'drops an authorizer, or turns IAM to NONE': routes((route) =>
    route.authorization.kind === 'none' ? [] : [{ ...route, authorization: open }],
  ),
  'asks for a signature where an authorizer was': routes((route) =>
    route.authorization.kind === 'authorizer' ? [{ ...route, authorization: { kind: 'iam' } }] : [],
  ),
  'drops scopes': routes((route) => {
    const { authorization } = route;
    const hasScopes = authorization.kind === 'authorizer' && authorization.scopes.length > 0;
    return hasScopes ? [{ ...route, authorization: { ...authorization, scopes: [] } }] : [];
  }),
  'adds a scope that will do': routes((route) => {
    const { authorization } = route;
    const hasScopes = authorization.kind === 'authorizer' && authorization.scopes.length > 0;
    return hasScopes
      ? [{ ...route, authorization: { ...authorization, scopes: [...authorization.scopes, 'another/scope'] } }]
      : [];
  }),
  'swaps the integrations of two routes': (made) => {
    const [first, ...rest] = made.routes;
    const other = rest.find(({ integration }) => JSON.stringify(integration) !== JSON.stringify(first?.integration));
    if (!first || !other) return [];
    const swapped = new Map([
      [first, { ...first, integration: other.integration }],
      [other, { ...other, integration: first.integration }],
    ]);
    return [{ ...made, routes: made.routes.map((route) => swapped.get(route) ?? route) }];
  },
  'removes a route': routes(() => [undefined]),
  'adds a catch-all': more('$default'),
  'adds an open greedy route': (made) =>
    made.routes.some(({ key }) => key !== '$default' && /^\/\{[^}]+\+\}$/.test(key.path))
      ? []
      : more({ method: 'ANY', path: '/{everything+}' })(made),
  'adds an open route': more({ method: 'PATCH', path: '/nobody-knows' }),
  'loses a header mapping': losing(/:header\./),
  'loses a query mapping': losing(/:querystring\./),
  'loses a path mapping': losing(/:path$/),
  'loses a mapping of answers': integrations((one) =>
    one.kind === 'service'
      ? []
      : Object.entries(one.responseParameters).flatMap(([status, mappings]) =>
          without(mappings, /./).map((left) => ({
            ...one,
            responseParameters: { ...one.responseParameters, [status]: left },
          })),
        ),
  ),
  'loses an argument of an action': integrations((one) =>
    one.kind !== 'service'
      ? []
      : Object.keys(one.arguments).map((lost) => ({
          ...one,
          arguments: Object.fromEntries(Object.entries(one.arguments).filter(([name]) => name !== lost)),
        })),
  ),
  'calls another action': integrations((one) =>
    one.kind === 'service'
      ? [{ ...one, subtype: one.subtype === 'SQS-PurgeQueue' ? 'SQS-SendMessage' : 'SQS-PurgeQueue' }]
      : [],
  ),
  'changes the payload format': integrations((one) =>
    one.kind === 'lambda' ? [{ ...one, payloadFormatVersion: one.payloadFormatVersion === '1.0' ? '2.0' : '1.0' }] : [],
  ),
  'calls another address': integrations((one) =>
    one.kind === 'service' ? [] : [{ ...one, uri: plain(`${one.uri.text}x`) }],
  ),
  'swaps a stage variable': integrations((one) =>
    one.kind !== 'service' && /\$\{?stageVariables\.\w+/.test(one.uri.text)
      ? [{ ...one, uri: plain(one.uri.text.replace(/(stageVariables\.)\w+/, '$1another')) }]
      : [],
  ),
  'calls the backend by another verb': integrations((one) =>
    one.kind === 'http-proxy' ? [{ ...one, method: one.method === 'DELETE' ? 'PUT' : 'DELETE' }] : [],
  ),
  'uses another VPC link': integrations((one) =>
    one.kind === 'http-proxy' && one.vpcLinkId ? [{ ...one, vpcLinkId: plain('another') }] : [],
  ),
  'verifies another name': integrations((one) =>
    one.kind === 'http-proxy' && one.vpcLinkId ? [{ ...one, serverNameToVerify: 'another.example.com' }] : [],
  ),
  'shortens a timeout': integrations((one) => [{ ...one, timeoutInMillis: Math.floor(one.timeoutInMillis / 2) }]),
  'takes other credentials': integrations((one) => [
    { ...one, credentials: plain('arn:aws:iam::111122223333:role/another') },
  ]),
  'widens the origins of CORS': cors(() => ({ allowOrigins: ['*'] })),
  'adds an origin to CORS': cors(({ allowOrigins }) => ({
    allowOrigins: [...allowOrigins.filter((one) => one !== '*'), 'https://another.example.net'],
  })),
  'adds credentials to CORS': cors(() => ({ allowCredentials: true })),
  'adds a header to CORS': cors(({ allowHeaders }) => ({ allowHeaders: [...allowHeaders, 'X-Another'] })),
  'exposes a header': cors(({ exposeHeaders }) => ({ exposeHeaders: [...exposeHeaders, 'X-Another'] })),
  'takes a method out of CORS': cors(({ allowMethods }) => ({ allowMethods: allowMethods.slice(1) })),
  'drops CORS': (made) => {
    const { cors: lost, ...rest } = made;
    return lost ? [rest] : [];
  },
  'adds CORS': (made) =>
    made.cors
      ? []
      : [
          {
            ...made,
            cors: {
              allowOrigins: ['https://another.example.net'],
              allowMethods: ['GET'],
              allowHeaders: [],
              exposeHeaders: [],
              allowCredentials: false,
            },
          },
        ],
  'adds an audience': jwt((one) => ({ ...one, audience: [...one.audience, plain('another')] })),
  'changes the audience': jwt((one) => ({ ...one, audience: [plain('another')] })),
  'changes the issuer': jwt((one) => ({ ...one, issuer: plain('https://another.example.net/') })),
  'looks for the token elsewhere': jwt((one) => ({ ...one, identitySource: '$request.header.x-another' })),
  'asks another authorizer function': authorizers((one) =>
    one.kind === 'request'
      ? [{ ...one, uri: plain(one.uri.text.replace(/function:[^/]+|\$\{[^}]+\}/, 'function:another')) }]
      : [],
  ),
  'drops an identity source': authorizers((one) =>
    one.kind === 'request' && one.identitySources.length > 0
      ? [{ ...one, identitySources: one.identitySources.slice(1) }]
      : [],
  ),
  'keeps decisions longer': authorizers((one) =>
    one.kind === 'request' ? [{ ...one, ttl: (one.ttl ?? 0) + 60 }] : [],
  ),
  'reads the answer of an authorizer otherwise': authorizers((one) =>
    one.kind === 'request' ? [{ ...one, enableSimpleResponses: !one.enableSimpleResponses }] : [],
  ),
  'swaps the authorizers of two routes': (made) => {
    const named = ({ authorization }: HttpRoute) =>
      authorization.kind === 'authorizer' ? authorization.name : undefined;
    const first = made.routes.find((route) => named(route) !== undefined);
    const other = made.routes.find((route) => named(route) !== undefined && first && named(route) !== named(first));
    if (!first || !other) return [];
    const swapped = new Map([
      [first, { ...first, authorization: other.authorization }],
      [other, { ...other, authorization: first.authorization }],
    ]);
    return [{ ...made, routes: made.routes.map((route) => swapped.get(route) ?? route) }];
  },
  'opens the default endpoint, or closes it': (made) => [
    { ...made, disableExecuteApiEndpoint: !(made.disableExecuteApiEndpoint ?? false) },
  ],
};
