import fc from 'fast-check';
import { expect, it } from 'vitest';
import { convert } from '../../src/convert/convert.js';
import { echoBackends } from '../../src/gateway/backends/echo.js';
import type { Deployment, Exchange, Gateway, Header } from '../../src/gateway/gateway.js';
import { openHttpGateway } from '../../src/gateway/http/http-gateway.js';
import { openRestGateway } from '../../src/gateway/rest/rest-gateway.js';
import { type Acceptance, type Decisions, noDecisions } from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { definitions, probes } from './arbitrary-rest-api.js';

const deployment = (stage: string): Deployment => ({
  stage,
  stageVariables: {},
  apiId: 'api1234567',
  accountId: '111122223333',
  region: 'us-east-1',
  apiKeys: ['key-1'],
  now: () => new Date('2026-01-01T00:00:00Z'),
  requestId: () => 'request-1',
});

/** What somebody may hold: nothing, or the credentials of one kind only. */
const callers: Record<string, Header[]> = {
  nobody: [],
  'a token of the TOKEN authorizer': [['Authorization', 'allow']],
  'what the REQUEST authorizer wants': [['X-Caller', 'allow']],
  'an API key': [['x-api-key', 'key-1']],
  'a signature': [
    [
      'Authorization',
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=00',
    ],
  ],
};

const listener = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/net/a/1/2';
const decided: Decisions = {
  ...noDecisions(),
  authorizers: { cognito: { audience: ['client-1'] } },
  vpcLinks: {
    'link-1': {
      id: 'v2link',
      listeners: { 'http://nlb.example.com:8080': { listener }, 'https://nlb.example.com': { listener } },
    },
  },
};

/** Losses that have nothing to do with who may call: accepting them must open no door. */
const harmless: Acceptance[] = (
  [
    ...([
      'gateway-responses/custom',
      'validation/request',
      'lambda/parameter-mapping',
      'http-proxy/non-proxy',
    ] as const),
    ...(['integration-responses/template', 'integration-responses/header-lost', 'cors/method-header-differs'] as const),
  ] as const
).map((rule) => ({ rule, reason: 'test' }));

async function gatewaysOf(text: string, decisions: Decisions): Promise<{ rest: Gateway; http: Gateway }> {
  const { api } = await readRestDefinition({ file: 'generated.json', text });
  const { httpApi } = convert(api, decisions);
  return {
    rest: openRestGateway(api, echoBackends(), deployment('prod')),
    http: openHttpGateway(httpApi, echoBackends(), deployment('$default')),
  };
}

function reachesBackend({ calls }: Exchange): boolean {
  return calls.some((call) => call.kind !== 'lambda' || call.purpose === 'integration');
}

it('a caller whom the REST API refuses reaches no backend through the HTTP API', async () => {
  await fc.assert(
    fc.asyncProperty(
      definitions,
      fc.constantFrom(decided, { ...decided, accept: harmless }),
      async (text, decisions) => {
        const { rest, http } = await gatewaysOf(text, decisions);
        for (const [caller, headers] of Object.entries(callers)) {
          for (const { method, path } of probes) {
            const request = { method, rawPath: path, rawQuery: '', headers, sourceIp: '192.0.2.1' };
            const before = await rest.handle(request);
            if (before.authorization.kind !== 'refused') continue;
            const after = await http.handle(request);
            expect(
              reachesBackend(after),
              `${method} ${path} by ${caller}: refused by REST, passed by HTTP\n${text}`,
            ).toBe(false);
          }
        }
      },
    ),
    { numRuns: Number(process.env['FC_RUNS'] ?? 100) },
  );
});
