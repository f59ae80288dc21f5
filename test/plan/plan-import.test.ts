import { describe, expect, it } from 'vitest';
import {
  type HttpApi,
  type HttpAuthorizer,
  type HttpLambdaIntegration,
  type HttpRoute,
  plain,
  type RouteAuthorization,
} from '../../src/model/index.js';
import { planImport } from '../../src/plan/plan-import.js';
import { resourcesOf } from '../../src/plan/resources.js';

const orders = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';

function lambda(uri: string, credentials?: string): HttpLambdaIntegration {
  return {
    kind: 'lambda',
    uri: plain(uri),
    payloadFormatVersion: '2.0',
    ...(credentials !== undefined && { credentials: plain(credentials) }),
    timeoutInMillis: 29_000,
    requestParameters: {},
    responseParameters: {},
  };
}

function route(path: string, integration: HttpRoute['integration'], authorization?: RouteAuthorization): HttpRoute {
  return { key: { method: 'GET', path }, authorization: authorization ?? { kind: 'none' }, integration };
}

function apiWith(changes: Partial<HttpApi>): HttpApi {
  return { name: plain('shop'), authorizers: [], routes: [], ...changes };
}

const keys: HttpAuthorizer = {
  kind: 'request',
  name: 'keys',
  uri: plain(
    'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:keys:live/invocations',
  ),
  payloadFormatVersion: '1.0',
  enableSimpleResponses: false,
  identitySources: ['$request.header.x-key'],
  ttl: 300,
};
const pool: HttpAuthorizer = {
  kind: 'jwt',
  name: 'pool',
  identitySource: '$request.header.Authorization',
  issuer: plain('https://issuer.example.com'),
  audience: [plain('shop')],
};

function permissions(api: HttpApi) {
  return planImport(api, 'http-api.yaml').steps.filter(({ call }) => call === 'lambda:AddPermission');
}

describe('the plan of an import', () => {
  it('imports, checks, grants, and makes the stage, in this order', () => {
    const api = apiWith({ routes: [route('/orders', lambda(orders))] });
    expect(planImport(api, 'http-api.yaml').steps.map(({ call }) => call)).toEqual([
      'ImportApi',
      'ExportApi',
      'lambda:AddPermission',
      'CreateStage',
    ]);
  });

  it('has an undo for each step that writes, and says which step only reads', () => {
    const api = apiWith({ authorizers: [keys, pool], routes: [route('/orders', lambda(orders))] });
    const { steps } = planImport(api, 'http-api.yaml');
    for (const { effect, creates, undo } of steps) {
      expect([undo !== '', creates.length > 0]).toEqual(effect === 'writes' ? [true, true] : [false, false]);
    }
    expect(steps.filter(({ effect }) => effect === 'reads').map(({ call }) => call)).toEqual(['ExportApi']);
  });

  it('names everything that ImportApi makes', () => {
    const cors = {
      allowOrigins: ['*'],
      allowMethods: [],
      allowHeaders: [],
      exposeHeaders: [],
      allowCredentials: false,
    };
    const api = apiWith({ cors, authorizers: [keys, pool], routes: [route('/orders', lambda(orders))] });
    expect(planImport(api, 'http-api.yaml').steps[0]?.creates).toEqual([
      'API shop',
      'CORS configuration',
      'authorizer keys (REQUEST)',
      'authorizer pool (JWT)',
      'integration-1 (AWS_PROXY)',
      'route GET /orders',
    ]);
  });

  it('makes the $default stage with automatic deployment', () => {
    const stage = planImport(apiWith({}), 'http-api.yaml').steps.at(-1);
    expect(stage?.command).toBe("aws apigatewayv2 create-stage --api-id API_ID --stage-name '$default' --auto-deploy");
    expect(stage?.undo).toBe("aws apigatewayv2 delete-stage --api-id API_ID --stage-name '$default'");
  });

  it.each([
    ['http-api.yaml', "--body 'file://http-api.yaml'"],
    ["out/it's here.json", String.raw`--body 'file://out/it'\''s here.json'`],
    [undefined, "--body 'file://FILE'"],
  ])('imports the file itself: %s', (file, body) => {
    const [step] = planImport(apiWith({}), file).steps;
    expect(step?.command).toContain(body);
    expect(step?.note).toBe(
      file === undefined ? 'FILE is the definition that came from standard input: save it first.' : undefined,
    );
  });

  it('imports with failOnWarnings', () => {
    expect(planImport(apiWith({}), 'http-api.yaml').steps[0]?.command).toContain('--fail-on-warnings');
  });

  it('says that issuers are read at import where there is a JWT authorizer', () => {
    expect(planImport(apiWith({ authorizers: [pool] }), 'http-api.yaml').steps[0]?.note).toContain('JWT issuer');
    expect(planImport(apiWith({ authorizers: [keys] }), 'http-api.yaml').steps[0]?.note).toBeUndefined();
  });
});

describe('permissions', () => {
  it('are given once per function, however many routes call it', () => {
    const steps = permissions(apiWith({ routes: [route('/a', lambda(orders)), route('/b', lambda(orders))] }));
    expect(steps.map(({ creates }) => creates)).toEqual([[`permission for the API to call ${orders}`]]);
  });

  it('are for the whole new API, in the region and account of the function', () => {
    const [step] = permissions(apiWith({ routes: [route('/a', lambda(orders))] }));
    expect(step?.command).toBe(
      `aws lambda add-permission --function-name '${orders}' --statement-id apigw-migrate-API_ID --action lambda:InvokeFunction --principal apigateway.amazonaws.com --source-arn 'arn:aws:execute-api:eu-west-1:111122223333:API_ID/*'`,
    );
    expect(step?.undo).toBe(
      `aws lambda remove-permission --function-name '${orders}' --statement-id apigw-migrate-API_ID`,
    );
  });

  it('are given to authorizer functions too, with their alias', () => {
    const [step] = permissions(apiWith({ authorizers: [keys] }));
    expect(step?.creates).toEqual([
      'permission for the API to call arn:aws:lambda:eu-west-1:111122223333:function:keys:live',
    ]);
  });

  it('are not needed where a role is used', () => {
    const withRole = { ...keys, credentials: plain('arn:aws:iam::111122223333:role/a') };
    const routes = [route('/a', lambda(orders, 'arn:aws:iam::111122223333:role/a'))];
    expect(permissions(apiWith({ authorizers: [withRole], routes }))).toEqual([]);
  });

  it('are by hand where a stage variable names the function', () => {
    const [step] = permissions(apiWith({ routes: [route('/a', lambda(`${orders}-\${stageVariables.env}`))] }));
    expect(step?.note).toBe('Repeat it for each function that the stage variables can name.');
  });

  it('keep placeholders where region and account are not known', () => {
    const [step] = permissions(apiWith({ routes: [route('/a', lambda('${orders_arn}'))] }));
    expect(step?.command).toContain("'arn:aws:execute-api:REGION:ACCOUNT:API_ID/*'");
    expect(step?.note).toContain('render the definition first');
  });

  it('cannot carry a command of somebody else', () => {
    const [step] = permissions(apiWith({ routes: [route('/a', lambda("x'; rm -rf / #"))] }));
    expect(step?.command).toContain(String.raw`--function-name 'x'\''; rm -rf / #' --statement-id`);
  });
});

describe('the resources of an import', () => {
  it('has an integration for each route that has its own, and one for those that share', () => {
    const shared = lambda(orders);
    const routes = [route('/a', shared), route('/b', lambda(orders)), route('/c', shared)];
    const resources = resourcesOf(apiWith({ routes }));
    expect(resources.integrations.map(({ id }) => id)).toEqual(['integration-1', 'integration-2']);
    expect(resources.routes.map(({ integration }) => integration)).toEqual([
      'integration-1',
      'integration-2',
      'integration-1',
    ]);
  });

  it.each<[string, RouteAuthorization, object]>([
    ['open', { kind: 'none' }, { authorization: 'NONE', scopes: [] }],
    ['IAM', { kind: 'iam' }, { authorization: 'AWS_IAM', scopes: [] }],
    [
      'JWT',
      { kind: 'authorizer', name: 'pool', scopes: ['a'] },
      { authorization: 'JWT', authorizer: 'pool', scopes: ['a'] },
    ],
    [
      'Lambda',
      { kind: 'authorizer', name: 'keys', scopes: [] },
      { authorization: 'CUSTOM', authorizer: 'keys', scopes: [] },
    ],
    [
      'an unknown authorizer',
      { kind: 'authorizer', name: 'x', scopes: [] },
      { authorization: 'UNKNOWN', authorizer: 'x', scopes: [] },
    ],
  ])('says how a route is authorized: %s', (_, authorization, expected) => {
    const api = apiWith({ authorizers: [keys, pool], routes: [route('/a', lambda(orders), authorization)] });
    expect(resourcesOf(api).routes[0]).toEqual({ key: 'GET /a', integration: 'integration-1', ...expected });
  });

  it('has what API Gateway reports about an HTTP backend behind a VPC link', () => {
    const integration = {
      kind: 'http-proxy',
      uri: plain('arn:aws:elasticloadbalancing:r:1:listener/a'),
      method: 'ANY',
      timeoutInMillis: 5000,
      vpcLinkId: plain('abc'),
      serverNameToVerify: 'a.example.com',
      requestParameters: { 'overwrite:path': '/a' },
      responseParameters: {},
    } as const;
    expect(resourcesOf(apiWith({ routes: [route('/a', integration)] })).integrations).toEqual([
      {
        id: 'integration-1',
        integrationType: 'HTTP_PROXY',
        integrationMethod: 'ANY',
        integrationUri: 'arn:aws:elasticloadbalancing:r:1:listener/a',
        connectionType: 'VPC_LINK',
        connectionId: 'abc',
        tlsConfig: { serverNameToVerify: 'a.example.com' },
        payloadFormatVersion: '1.0',
        timeoutInMillis: 5000,
        requestParameters: { 'overwrite:path': '/a' },
        responseParameters: {},
      },
    ]);
  });

  it('has no method and no uri for a service', () => {
    const integration = {
      kind: 'service',
      subtype: 'SQS-SendMessage',
      timeoutInMillis: 30_000,
      arguments: {},
    } as const;
    const [resource] = resourcesOf(apiWith({ routes: [route('/a', integration)] })).integrations;
    expect(resource).not.toHaveProperty('integrationMethod');
    expect(resource).not.toHaveProperty('integrationUri');
    expect(resource).toMatchObject({ integrationSubtype: 'SQS-SendMessage', payloadFormatVersion: '1.0' });
  });
});
