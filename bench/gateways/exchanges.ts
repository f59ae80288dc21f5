import { localDeployment } from '../../src/gateway/backends/local-deployment.js';
import type { Backends, Gateway, GatewayRequest } from '../../src/gateway/gateway.js';
import { openHttpGateway } from '../../src/gateway/http/http-gateway.js';
import { openRestGateway } from '../../src/gateway/rest/rest-gateway.js';
import type { JsonObject } from '../../src/model/index.js';
import { readHttpApi } from '../../src/openapi/http/read-http-api.js';
import { parseDocument } from '../../src/openapi/parse.js';
import { readRestApi } from '../../src/openapi/rest/read-rest-api.js';
import { lambda } from './definitions.js';

/** What exchanges cost in process. */
export interface ExchangeCosts {
  /** Requests that pass both gateways, in a second of processor time. */
  pairsPerSecond: number;
  byRoutes: Record<Gateway['kind'], { routes: number; micros: number }[]>;
}

const rounds = 15;
const atOnce = 3000;

const backends: Backends = {
  invokeLambda: async () => ({
    kind: 'returned',
    value: { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"message":"Hello, world"}' },
  }),
  sendHttp: async () => ({ kind: 'unreachable', reason: 'nothing is there' }),
  callService: async () => ({ kind: 'unreachable', reason: 'nothing is there' }),
};

const request: GatewayRequest = {
  method: 'GET',
  rawPath: '/route-001/pets/17',
  rawQuery: 'color=red',
  headers: [
    ['Host', '127.0.0.1:3000'],
    ['User-Agent', 'bench'],
    ['Accept', '*/*'],
  ],
  sourceIp: '127.0.0.1',
};

function definitionOf(kind: Gateway['kind'], routes: number): string {
  const paths = Array.from({ length: routes }, (_, index) => `/route-${String(index + 1).padStart(3, '0')}/pets/{id}`);
  const operation: JsonObject = { responses: {}, 'x-amazon-apigateway-integration': lambda(kind, 'hello') };
  return JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'bench', version: '1' },
    paths: Object.fromEntries(paths.map((path) => [path, { get: operation }])),
  });
}

async function open(kind: Gateway['kind'], routes: number): Promise<Gateway> {
  const document = parseDocument({ file: 'made.json', text: definitionOf(kind, routes) });
  const tokens = { verify: async () => ({ kind: 'invalid', reason: 'signature' }) as const };
  const deployment = localDeployment(kind, { stage: 'prod', stageVariables: {}, apiKeys: [], tokens });
  if (kind === 'rest') return openRestGateway(await readRestApi(document), backends, deployment);
  return openHttpGateway(readHttpApi(document).httpApi, backends, deployment);
}

/** @returns microseconds of processor time for each call */
async function micros(gateways: readonly Gateway[]): Promise<number> {
  const start = process.cpuUsage();
  for (let count = 0; count < atOnce; count++) {
    for (const gateway of gateways) {
      const { response } = await gateway.handle(request);
      if (response.status !== 200) throw new Error(`${gateway.kind} answers ${response.status}`);
    }
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / atOnce;
}

/** In turn, so that whatever else the machine does meets all of them. The first rounds, which compile the code, do not count. */
async function medians(groups: readonly (readonly Gateway[])[]): Promise<number[]> {
  const taken: number[][] = groups.map(() => []);
  for (let round = 0; round < rounds + 4; round++) {
    for (const [index, group] of groups.entries()) {
      const cost = await micros(group);
      if (round >= 4) taken[index]?.push(cost);
    }
  }
  return taken.map((costs) => costs.sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Number.NaN);
}

async function main(): Promise<ExchangeCosts> {
  const sizes = [1, 30, 300];
  const byRoutes = async (kind: Gateway['kind']) => {
    const gateways = await Promise.all(sizes.map(async (size) => [await open(kind, size)]));
    return (await medians(gateways)).map((cost, index) => ({ routes: sizes[index] ?? 0, micros: cost }));
  };
  const [pair = Number.NaN] = await medians([[await open('rest', 30), await open('http', 30)]]);
  return {
    pairsPerSecond: 1e6 / pair,
    byRoutes: { rest: await byRoutes('rest'), http: await byRoutes('http') },
  };
}

console.log(JSON.stringify(await main()));
