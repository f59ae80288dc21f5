import { APIGatewayClient, GetExportCommand } from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, readBundle } from '../../src/aws/export/bundle.js';
import { openRegion } from '../../src/aws/region.js';
import type { Fault } from '../../src/local-aws/server-faults.js';
import { openRestEndpoint, type RestEndpoint } from './rest-endpoint.js';
import { makeShop, shopFunction, shopPool } from './shop.js';
import { virtualClock } from './virtual-clock.js';

let endpoint: RestEndpoint;
let apiId: string;
/** What goes wrong from now on, told the name of a call and how many there were before. */
let fault: (name: string, index: number) => Fault | undefined = () => undefined;
let calls: string[] = [];

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIDLOCAL';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
  endpoint = await openRestEndpoint({ faults: ({ name }) => fault(name, calls.push(name) - 1) });
  apiId = await makeShop(endpoint);
});
afterAll(() => endpoint.close());

/** Reads the stage with everything new, and these faults. */
async function exported(faults: typeof fault = () => undefined, keepSecrets = false): Promise<Bundle> {
  [fault, calls] = [faults, []];
  const target = { region: 'eu-west-1', endpointUrl: endpoint.url };
  const region = await openRegion(target, { clock: virtualClock(), random: () => 0 });
  try {
    const now = new Date('2024-01-01T05:00:00Z');
    return await readBundle(region, { apiId, stage: 'prod' }, { keepSecrets, now });
  } finally {
    region.close();
  }
}

describe('a bundle has', () => {
  let whole: Bundle;
  beforeAll(async () => {
    whole = await exported();
  });

  it('all that AWS knows of the stage, and nothing unknown', () => {
    expect(whole.unknown).toEqual([]);
    expect(whole.settings).toMatchObject({
      version: 1,
      restApi: { id: apiId, name: 'shop', endpointConfiguration: { types: ['EDGE'] } },
      stage: { stageName: 'prod', tracingEnabled: true, variables: { alias: 'live' } },
      authorizers: [{ name: 'pool', type: 'COGNITO_USER_POOLS' }],
      requestValidators: [{ name: 'all' }],
      usagePlans: [{ name: 'gold', throttle: { rateLimit: 5 }, apiKeys: { count: 1 } }],
      domains: [{ domainName: 'shop.example.com', mappings: [{ stage: 'prod' }] }],
      vpcLinks: [
        { version: 1, name: 'inner', loadBalancers: [{ name: 'inner', listeners: [{ port: 80, protocol: 'TCP' }] }] },
      ],
      functions: [{ arn: shopFunction, policy: expect.stringContaining('invoke') }],
      userPools: [{ arn: shopPool, clients: [{ id: 'c1', name: 'web' }] }],
      usage: { apiName: 'shop', from: '2023-12-02T00:00:00.000Z', to: '2024-01-01T00:00:00.000Z', count: 42 },
    });
  });

  it('the gateway responses, changed and not', () => {
    expect(whole.settings['gatewayResponses']).toContainEqual(
      expect.objectContaining({ responseType: 'DEFAULT_4XX', statusCode: '418', defaultResponse: false }),
    );
  });

  it('no secret, but says where there were some', () => {
    const text = whole.definition + JSON.stringify(whole.settings);
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('c2hvcDpwYXNz');
    expect(whole.definition).toContain("'main'");
    expect(whole.hidden).toEqual([
      'integration.request.header.Authorization of GET /stock',
      'stage variable DB_PASSWORD',
    ]);
  });

  it('a note for whoever converts about a secret that the definition lacks', async () => {
    const part = 'definition/integration.request.header.Authorization of GET /stock';
    expect(whole.settings['unknown']).toEqual([{ part, reason: expect.stringContaining('--keep-secrets') }]);
    expect((await exported(undefined, true)).settings['unknown']).toBeUndefined();
  });

  it('never the value of a key, for which nobody asks', () => {
    expect(whole.definition + JSON.stringify(whole.settings)).not.toContain('kkkk');
    expect(calls).not.toContain('GetUsagePlanKeys');
    expect(calls).not.toContain('GetApiKey');
  });

  it('with --keep-secrets the definition byte for byte as GetExport gives it', async () => {
    const { definition, settings, hidden } = await exported(undefined, true);
    const v1 = new APIGatewayClient(endpoint.client);
    const input = { restApiId: apiId, stageName: 'prod', exportType: 'oas30', accepts: 'application/json' };
    const answer = await v1.send(new GetExportCommand({ ...input, parameters: { extensions: 'apigateway' } }));
    expect(definition).toBe(new TextDecoder().decode(answer.body));
    expect(settings).toMatchObject({ stage: { variables: { DB_PASSWORD: 'hunter2' } } });
    expect(hidden).toEqual([]);
  });
});

/** What is unknown when a call is denied: parts by their start, and the permission. */
const parts: Record<string, [part: string, permission: string, members: string[]]> = {
  GetRestApi: ['restApi', 'apigateway:GET', ['restApi']],
  GetStage: ['stage', 'apigateway:GET', ['stage', 'functions']],
  GetAuthorizers: ['authorizers', 'apigateway:GET', ['authorizers']],
  GetGatewayResponses: ['gatewayResponses', 'apigateway:GET', ['gatewayResponses']],
  GetRequestValidators: ['requestValidators', 'apigateway:GET', ['requestValidators']],
  GetUsagePlans: ['usagePlans', 'apigateway:GET', ['usagePlans']],
  GetApiKeys: ['apiKeys', 'apigateway:GET', ['apiKeys', 'usagePlans']],
  GetDomainNames: ['domains', 'apigateway:GET', ['domains']],
  GetBasePathMappings: ['domains/shop.example.com', 'apigateway:GET', []],
  GetApiMappings: ['domains/shop.example.com', 'apigateway:GET', ['domains']],
  GetVpcLink: ['vpcLinks/', 'apigateway:GET', ['vpcLinks']],
  DescribeLoadBalancers: ['vpcLinks/', 'cloudwatch:DescribeLoadBalancers', ['vpcLinks']],
  DescribeListeners: ['vpcLinks/', 'cloudwatch:DescribeListeners', ['vpcLinks']],
  GetPolicy: [`functions/${shopFunction}`, 'lambda:GetPolicy', ['functions']],
  ListUserPoolClients: [`userPools/${shopPool}`, 'cognito-idp:ListUserPoolClients', ['userPools']],
  GetAccount: ['account', 'apigateway:GET', ['account']],
  GetMetricData: ['usage', 'cloudwatch:GetMetricData', ['usage']],
};

describe('what cannot be read is unknown, and the rest is there:', () => {
  let whole: Bundle;
  beforeAll(async () => {
    whole = await exported();
  });

  it('every call of an export is in the table below', () => {
    expect(new Set(calls)).toEqual(new Set(['GetExport', ...Object.keys(parts)]));
  });

  it.each(Object.entries(parts))('%s denied', async (call, [part, permission, members]) => {
    const { unknown, settings, definition } = await exported((name) => (name === call ? 'deny' : undefined));
    expect(unknown).toContainEqual({
      part: expect.stringContaining(part),
      reason: expect.stringContaining('access denied'),
      permission,
    });
    expect(settings['unknown']).toEqual(expect.arrayContaining(unknown));
    expect(definition).toBe(whole.definition);
    const others = Object.keys(whole.settings).filter((key) => ![...members, 'unknown'].includes(key));
    for (const key of others) expect([key, settings[key]]).toEqual([key, whole.settings[key]]);
  });

  it.each(Object.entries(parts))('%s throttled for good', async (call, [part]) => {
    const { unknown } = await exported((name) => (name === call ? 'throttle' : undefined));
    const reason = expect.stringContaining('throttled each time');
    expect(unknown).toContainEqual({ part: expect.stringContaining(part), reason });
  });

  it.each(['GetExport', ...Object.keys(parts)])('%s dropped, then answered, is as if nothing was', async (call) => {
    let drops = 0;
    const bundle = await exported((name) => (name === call && ++drops <= 2 ? 'drop-before' : undefined));
    expect(drops).toBeGreaterThan(2);
    expect(bundle).toEqual(whole);
  });

  it('every third call throttled is as if nothing was', async () => {
    expect(await exported((_, index) => (index % 3 === 0 ? 'throttle' : undefined))).toEqual(whole);
  });

  it('without the definition there is no bundle', async () => {
    const denied = exported((name) => (name === 'GetExport' ? 'deny' : undefined));
    await expect(denied).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
