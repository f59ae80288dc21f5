import fc from 'fast-check';
import {
  type Cors,
  type HttpApi,
  type HttpAuthorizer,
  type HttpIntegration,
  type HttpRoute,
  type HttpRouteKey,
  httpRouteKey,
  type Method,
  plain,
  type RouteAuthorization,
  type Templated,
} from '../../../src/model/index.js';
import { templatedOf } from '../../../src/openapi/templated.js';

/** Any text, but none that a template engine would fill in. */
export function text(least: number, most: number): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'binary', minLength: least, maxLength: most })
    .filter((value) => !/\$\{|\{\{|<<|::/.test(value));
}

function placeholderOf(raw: Templated['raw']): Templated {
  const value = templatedOf(raw);
  if (value === undefined) throw new Error('This stands for no text.');
  return value;
}

/** What may stand for any text: a function of CloudFormation, or a placeholder of Terraform. */
const placeholder = fc.constantFrom(
  placeholderOf({ Ref: 'Stage' }),
  placeholderOf({ 'Fn::Sub': 'arn:${AWS::Partition}:x-${Name}' }),
  placeholderOf({ 'Fn::GetAtt': ['Orders', 'Arn'] }),
  placeholderOf('${var.name}'),
  placeholderOf('${orders_function_arn}'),
);

type TemplatedAs = (value: fc.Arbitrary<string>) => fc.Arbitrary<Templated>;
const rendered: TemplatedAs = (value) => value.map(plain);
const unrendered: TemplatedAs = (value) => fc.oneof(value.map(plain), placeholder);

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,11}$/);
const arn = fc
  .tuple(fc.constantFrom('us-east-1', 'eu-central-1', '${AWS::Region}'), word)
  .map(([region, name]) => `arn:aws:lambda:${region}:111122223333:function:${name}`);
const functionUri = fc.oneof(
  arn,
  arn.map((name) => `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${name}/invocations`),
);
const role = word.map((name) => `arn:aws:iam::111122223333:role/${name}`);

const path = fc
  .array(fc.tuple(fc.constantFrom('literal', 'variable', 'greedy'), word), { maxLength: 4 })
  .map((segments) =>
    segments.map(([kind, name], index) => {
      if (kind === 'literal') return name;
      return kind === 'greedy' && index === segments.length - 1 ? `{${name}${index}+}` : `{${name}${index}}`;
    }),
  )
  .map((segments) => `/${segments.join('/')}`);
const methods: Method[] = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'ANY'];
const key: fc.Arbitrary<HttpRouteKey> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ method: fc.constantFrom(...methods), path }) },
  { weight: 1, arbitrary: fc.constant('$default' as const) },
);

const header = word.map((name) => `X-${name}`).filter((name) => !/^x-(amz|amzn|forwarded)/i.test(name));
const constant = text(1, 512).filter((value) => !/\$|^'|^(method|integration|context|stageVariables)\./.test(value));
const requestParameters = fc.dictionary(
  fc.oneof(
    fc.tuple(fc.constantFrom('append', 'overwrite'), header).map(([how, name]) => `${how}:header.${name}`),
    word.map((name) => `overwrite:querystring.${name}`),
    fc.constant('overwrite:path'),
  ),
  fc.oneof(
    constant,
    fc.constantFrom('$request.header.a', '$request.body.a.b', '$request.path', '$context.requestId'),
    fc.constantFrom('${request.header.a}-${context.stage}', '$stageVariables.x', '$request.querystring.q'),
  ),
  { maxKeys: 4 },
);
const removal = header.map((name) => ({ [`remove:header.${name}`]: "''" }));
const responseParameters = fc.dictionary(
  fc.integer({ min: 200, max: 599 }).map(String),
  fc.dictionary(
    header.map((name) => `append:header.${name}`),
    fc.oneof(constant, fc.constantFrom('$response.header.a', '$response.body', '$context.requestId')),
    { minKeys: 1, maxKeys: 3 },
  ),
  { maxKeys: 3 },
);

const timeoutInMillis = fc.integer({ min: 50, max: 30_000 });

function optional<Value, Name extends string>(name: Name, value: fc.Arbitrary<Value>) {
  return fc
    .option(value, { nil: undefined })
    .map((some) => (some === undefined ? {} : { [name]: some })) as fc.Arbitrary<{ [key in Name]?: Value }>;
}

function merged<A, B>(first: fc.Arbitrary<A>, second: fc.Arbitrary<B>): fc.Arbitrary<A & B> {
  return fc.tuple(first, second).map(([a, b]) => ({ ...a, ...b }));
}

function lambda(as: TemplatedAs): fc.Arbitrary<HttpIntegration> {
  const all = fc.record({
    kind: fc.constant('lambda' as const),
    uri: as(functionUri),
    payloadFormatVersion: fc.constantFrom('1.0' as const, '2.0' as const),
    timeoutInMillis,
    requestParameters: fc.oneof(requestParameters, removal),
    responseParameters,
  });
  return merged(all, optional('credentials', as(role)));
}

function httpProxy(as: TemplatedAs, key: HttpRouteKey): fc.Arbitrary<HttpIntegration> {
  const variable = key === '$default' ? undefined : /\{([^{}]+?)\+?\}/.exec(key.path)?.[1];
  const url = word.map((name) => `https://${name}.example.com/a${variable === undefined ? '' : `/{${variable}}`}`);
  const all = fc.record({
    kind: fc.constant('http-proxy' as const),
    method: fc.constantFrom(...methods),
    timeoutInMillis,
    requestParameters,
    responseParameters,
  });
  const listener = fc.constant('arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/lb/50dc6c/0467ef');
  const target = fc.oneof(
    fc.record({ uri: as(url) }),
    merged(
      fc.record({ uri: as(listener), vpcLinkId: as(word) }),
      optional(
        'serverNameToVerify',
        word.map((name) => `${name}.example.com`),
      ),
    ),
  );
  return merged(merged(all, target), optional('credentials', as(role)));
}

function service(as: TemplatedAs): fc.Arbitrary<HttpIntegration> {
  const queue = fc.record({
    QueueUrl: as(fc.constant('https://sqs.test/1/q')),
    MessageBody: fc.constant(plain('$request.body')),
  });
  const machine = fc.record({ StateMachineArn: as(fc.constant('arn:aws:states:r:1:s:m')) });
  const call = fc.oneof(
    fc.record({ subtype: fc.constant('SQS-SendMessage'), arguments: queue }),
    fc.record({ subtype: fc.constant('StepFunctions-StartExecution'), arguments: machine }),
  );
  const all = fc.record({ kind: fc.constant('service' as const), credentials: as(role), timeoutInMillis });
  return fc.tuple(all, call).map(([service, action]) => ({ ...service, ...action }));
}

function authorizer(as: TemplatedAs): fc.Arbitrary<HttpAuthorizer> {
  const name = text(1, 128);
  const jwt = fc.record({
    kind: fc.constant('jwt' as const),
    name,
    identitySource: fc.constantFrom('$request.header.Authorization', '$request.querystring.token'),
    issuer: as(word.map((host) => `https://${host}.example.com`)),
    audience: fc.array(as(text(1, 40)), { minLength: 1, maxLength: 50 }),
  });
  const sources = fc.constantFrom(
    '$request.header.a',
    '$request.querystring.b',
    '$context.routeKey',
    '$stageVariables.c',
  );
  const version = fc.constantFrom(
    { payloadFormatVersion: '1.0' as const, enableSimpleResponses: false },
    { payloadFormatVersion: '2.0' as const, enableSimpleResponses: false },
    { payloadFormatVersion: '2.0' as const, enableSimpleResponses: true },
  );
  const cached = fc.record({
    identitySources: fc.uniqueArray(sources, { minLength: 1 }),
    ttl: fc.integer({ min: 0, max: 3600 }),
  });
  const uncached = fc.constantFrom<{ identitySources: string[]; ttl?: number }>(
    { identitySources: [], ttl: 0 },
    { identitySources: [] },
  );
  const request = merged(
    merged(fc.record({ kind: fc.constant('request' as const), name, uri: as(functionUri) }), version),
    merged(
      fc.oneof<fc.Arbitrary<{ identitySources: string[]; ttl?: number }>[]>(cached, uncached),
      optional('credentials', as(role)),
    ),
  );
  return fc.oneof<fc.Arbitrary<HttpAuthorizer>[]>(jwt, request);
}

function authorization(authorizers: HttpAuthorizer[]): fc.Arbitrary<RouteAuthorization> {
  const scopes = fc.array(text(1, 64), { maxLength: 10 });
  const named = authorizers.map(({ kind, name }) =>
    fc.record({
      kind: fc.constant('authorizer' as const),
      name: fc.constant(name),
      scopes: kind === 'jwt' ? scopes : fc.constant<string[]>([]),
    }),
  );
  return fc.oneof<fc.Arbitrary<RouteAuthorization>[]>(
    fc.constant({ kind: 'none' }),
    fc.constant({ kind: 'iam' }),
    ...named,
  );
}

interface Surroundings {
  as: TemplatedAs;
  authorizers: HttpAuthorizer[];
}

function route(key: HttpRouteKey, index: number, { as, authorizers }: Surroundings): fc.Arbitrary<HttpRoute> {
  const all = fc.record({
    key: fc.constant(key),
    authorization: authorization(authorizers),
    integration: fc.oneof(lambda(as), httpProxy(as, key), service(as)),
  });
  const name = text(1, 55).map((value) => `${value} ${index}`);
  const descriptive = merged(optional('summary', fc.string()), optional('description', fc.string()));
  return merged(all, merged(optional('operationName', name), descriptive));
}

const cors: fc.Arbitrary<Cors> = merged(
  fc.record({
    allowOrigins: fc.array(fc.constantFrom('https://a.example.com', 'http://localhost:3000', 'https://*', 'http://*')),
    allowMethods: fc.array(fc.constantFrom('GET', 'POST', '*')),
    allowHeaders: fc.array(header),
    exposeHeaders: fc.array(header),
    allowCredentials: fc.boolean(),
  }),
  optional('maxAge', fc.integer({ min: -1, max: 86_400 })),
);

function api(as: TemplatedAs): fc.Arbitrary<HttpApi> {
  const shape = (one: HttpRouteKey) => httpRouteKey(one).replaceAll(/\{[^+}]*/g, '{');
  const parts = fc.record({
    authorizers: fc.uniqueArray(authorizer(as), { maxLength: 10, selector: ({ name }) => name }),
    keys: fc.uniqueArray(key, { maxLength: 12, selector: shape }),
  });
  return parts.chain(({ authorizers, keys }) =>
    merged(
      fc.record({
        name: as(text(1, 128)),
        version: as(text(1, 64)),
        authorizers: fc.constant(authorizers),
        routes: fc.tuple(...keys.map((one, index) => route(one, index, { as, authorizers }))),
      }),
      merged(
        optional('description', as(text(0, 1024))),
        merged(optional('cors', cors), optional('disableExecuteApiEndpoint', fc.boolean())),
      ),
    ),
  );
}

/** Any HTTP API that API Gateway takes. */
export const arbitraryHttpApi = api(rendered);

/** The same, with values that a template engine has still to fill in. */
export const arbitraryTemplate = api(unrendered);
