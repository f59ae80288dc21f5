import { describe, expect, it } from 'vitest';
import type { GatewayRequest, IamCaller } from '../../../src/gateway/gateway.js';
import { openRestGateway } from '../../../src/gateway/rest/rest-gateway.js';
import type { Json, JsonObject, Requirement, RestApi, Setting } from '../../../src/model/index.js';
import {
  backends,
  bodyOf,
  byAuthorizer,
  deployment,
  headersOf,
  lambdaAuthorizer,
  operation,
  policy,
  request,
  restApi,
} from './samples.js';

const iam: Requirement = { kind: 'iam', at: '', scheme: 'sigv4', inherited: false };
const signature =
  'AWS4-HMAC-SHA256 Credential=AKID/20260710/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=0a';

const allowAll = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
const denyOutside = {
  ...{ Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/prod/*/pets/*' },
  Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
};

function setting(...statements: Json[]): Setting {
  return { at: '', kind: 'resource-policy', value: { Version: '2012-10-17', Statement: statements } };
}

function api(settings: Setting[], more: Partial<RestApi> = {}): RestApi {
  const guarded = (key: string, requirement: Requirement) =>
    operation(key, { access: { requirements: [requirement] } });
  return restApi([operation('GET /pets/{id}'), guarded('GET /iam', iam), guarded('GET /asked', byAuthorizer('auth'))], {
    settings,
    authorizers: [lambdaAuthorizer('token')],
    ...more,
  });
}

interface Sent {
  statements?: Json[];
  from?: Partial<GatewayRequest>;
  callers?: Record<string, IamCaller>;
  answer?: JsonObject;
}

function ask(key: string, headers: [string, string][], { statements, from, callers, answer }: Sent) {
  const definition = api(statements ? [setting(...statements)] : []);
  const world = backends({ auth: answer ?? policy('Allow') });
  const gateway = openRestGateway(definition, world, { ...deployment, ...(callers && { callers }) });
  return gateway.handle({ ...request(key, { headers }), ...from });
}

describe('a resource policy alone', () => {
  it.each([
    ['allows', [allowAll], {}, 200, undefined],
    ['allows from an address', [allowAll, denyOutside], {}, 200, undefined],
    ['denies from another', [allowAll, denyOutside], { sourceIp: '198.51.100.7' }, 403, ' with an explicit deny'],
    ['says nothing about it', [{ ...allowAll, Resource: 'execute-api:/dev/*' }], {}, 403, ''],
  ] as [string, Json[], Partial<GatewayRequest>, number, string | undefined][])(
    '%s',
    async (_name, statements, from, status, end) => {
      const exchange = await ask('GET /pets/7', [], { statements, from });
      expect([exchange.response.status, exchange.unsupported]).toEqual([status, []]);
      if (end === undefined) return expect(exchange.authorization).toEqual({ kind: 'allowed', by: 'resource policy' });
      const resource = 'arn:aws:execute-api:eu-west-1:********9012:abc123/prod/GET/pets/7';
      const Message = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${resource}${end}`;
      expect(JSON.parse(bodyOf(exchange))).toEqual({ Message });
      expect(headersOf(exchange)['x-amzn-errortype']).toBe('AccessDeniedException');
      expect([exchange.calls, exchange.authorization]).toEqual([
        [],
        { kind: 'refused', by: 'resource policy', reason: expect.stringMatching(/^policy: /) },
      ]);
    },
  );

  it.each([
    ['text, as GetRestApi gives it', JSON.stringify({ Statement: [allowAll] }), 200],
    ['text with escaped quotes', JSON.stringify({ Statement: [allowAll] }).replaceAll('"', '\\"'), 200],
    ['hidden by a placeholder', '${Policy}', 403],
    ['no policy', {}, 403],
    ['none', null, 200],
  ] as [string, Json, number][])('may be %s', async (_name, value, status) => {
    const definition = api([{ at: '', kind: 'resource-policy', value }]);
    const exchange = await openRestGateway(definition, backends(), deployment).handle(request('GET /pets/7'));
    expect(exchange.response.status).toBe(status);
    expect(exchange.unsupported.length).toBe(status === 200 ? 0 : 1);
  });

  it('refuses and says so where a condition has an operator that nobody knows', async () => {
    const statements = [{ ...allowAll, Condition: { StringResembles: { 'aws:SourceIp': '*' } } }];
    const exchange = await ask('GET /pets/7', [], { statements });
    expect([exchange.response.status, exchange.unsupported]).toEqual([
      403,
      ['resource policy: operator StringResembles cannot be decided'],
    ]);
  });
});

describe('a private API', () => {
  const endpoint: Setting = { at: '', kind: 'endpoint-configuration', value: { types: ['PRIVATE'] } };
  const onlyFrom = setting(allowAll, {
    ...allowAll,
    Effect: 'Deny',
    Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
  });

  it.each([
    ['that endpoint', { vpcEndpoint: { id: 'vpce-1' } }, 200, []],
    ['another endpoint', { vpcEndpoint: { id: 'vpce-2' } }, 403, []],
    ['an endpoint that is not told', {}, 403, ['resource policy: condition key aws:SourceVpce cannot be decided']],
  ] as [string, Partial<GatewayRequest>, number, string[]][])(
    'for one endpoint is asked by %s',
    async (_name, from, status, unsupported) => {
      const gateway = openRestGateway(api([endpoint, onlyFrom]), backends(), deployment);
      const exchange = await gateway.handle({ ...request('GET /pets/7'), ...from });
      expect([exchange.response.status, exchange.unsupported]).toEqual([status, unsupported]);
    },
  );

  it('lets nobody in when it is known to have no policy', async () => {
    const statusOf = async (more: Partial<RestApi>) =>
      (await openRestGateway(api([endpoint], more), backends(), deployment).handle(request('GET /pets/7'))).response
        .status;
    expect([await statusOf({ known: ['restApi'] }), await statusOf({})]).toEqual([403, 200]);
  });

  it('takes 8000 bytes of headers (Q-HDR)', async () => {
    const sent = request('GET /pets/7', { headers: [['X-Long', 'x'.repeat(8001)]] });
    const statusOf = async (settings: Setting[]) =>
      (await openRestGateway(api(settings), backends(), deployment).handle(sent)).response.status;
    expect([await statusOf([endpoint]), await statusOf([])]).toEqual([431, 200]);
  });
});

describe('a resource policy with a Lambda authorizer (table A)', () => {
  const elsewhere = { ...allowAll, Resource: 'execute-api:/dev/*' };
  const deny = { ...allowAll, Effect: 'Deny' };
  it.each([
    ['Allow', [allowAll], 200, 1],
    ['Allow', [elsewhere], 200, 1],
    ['Allow', [deny], 403, 0],
    ['Deny', [allowAll], 403, 1],
    ['nothing', [allowAll], 200, 1],
    ['nothing', [elsewhere], 403, 1],
    ['nothing', [deny], 403, 0],
  ] as [string, Json[], number, number][])('%s and %j: %i after %i calls', async (says, statements, status, calls) => {
    const answer = says === 'nothing' ? policy('Allow', 'arn:other') : policy(says === 'Deny' ? 'Deny' : 'Allow');
    const exchange = await ask('GET /asked', [['Authorization', 't']], { statements, answer });
    const asked = exchange.calls.filter((call) => call.kind === 'lambda' && call.purpose === 'authorizer');
    expect([exchange.response.status, asked.length]).toEqual([status, calls]);
  });
});

describe('a resource policy with IAM', () => {
  const identityPolicy = (Effect: string) => ({ Statement: [{ Effect, Action: 'execute-api:*', Resource: '*' }] });
  const ann: IamCaller = { arn: 'arn:aws:iam::123456789012:user/ann', accountId: '123456789012', policies: [] };
  const eve: IamCaller = { arn: 'arn:aws:iam::999999999999:user/eve', accountId: '999999999999', policies: [] };
  const able = (caller: IamCaller): IamCaller => ({ ...caller, policies: [identityPolicy('Allow')] });
  const letIn = ({ arn }: IamCaller) => [{ ...allowAll, Principal: { AWS: arn } }];

  it.each([
    ['its own policy allows', able(ann), undefined, 200],
    ['no policy allows', ann, undefined, 403],
    ['the API allows a user of its account', ann, letIn(ann), 200],
    ['the API allows somebody else', ann, letIn(eve), 403],
    ['only its own policy allows, in another account', able(eve), undefined, 403],
    ['only the API allows it, in another account', eve, letIn(eve), 403],
    ['both allow, in another account', able(eve), letIn(eve), 200],
    ['the API denies', able(ann), [{ ...allowAll, Effect: 'Deny' }], 403],
  ] as [string, IamCaller, Json[] | undefined, number][])(
    'lets a caller in or not: %s',
    async (_name, caller, statements, status) => {
      const callers = { AKID: caller };
      const exchange = await ask('GET /iam', [['Authorization', signature]], {
        callers,
        ...(statements && { statements }),
      });
      expect([exchange.response.status, exchange.unsupported]).toEqual([
        status,
        ['AWS_IAM: the signature is not verified'],
      ]);
      if (status === 403) expect(bodyOf(exchange)).toContain(`{"Message":"User: ${caller.arn} is not authorized`);
    },
  );

  it('takes a session for its role', async () => {
    const session: IamCaller = {
      arn: 'arn:aws:sts::123456789012:assumed-role/reader/ann',
      accountId: '123456789012',
      policies: [],
    };
    const statements = [{ ...allowAll, Principal: { AWS: 'arn:aws:iam::123456789012:role/reader' } }];
    const exchange = await ask('GET /iam', [['Authorization', signature]], { callers: { AKID: session }, statements });
    expect(exchange.response.status).toBe(200);
  });

  it('denies whoever signed while nobody knows them, where it denies some', async () => {
    const statements = [allowAll, { ...allowAll, Effect: 'Deny', Principal: { AWS: ann.arn } }];
    const exchange = await ask('GET /iam', [['Authorization', signature]], { statements });
    expect([exchange.response.status, exchange.unsupported]).toEqual([
      403,
      [
        'AWS_IAM: neither the signature nor the policies of the caller are verified',
        `resource policy: whether the caller is ${ann.arn} cannot be decided`,
      ],
    ]);
  });
});
