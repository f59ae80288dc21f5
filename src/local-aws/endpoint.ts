import { type BackendOptions, openBackends } from '../gateway/backends/backends.js';
import type { Backends, TokenVerifier } from '../gateway/gateway.js';
import type { BackendDecision } from '../model/index.js';
import { accountOperations, rpcServices } from './account.js';
import { type Invoked, openInvoking } from './invoke/invoking.js';
import { localWorld } from './local-world.js';
import { type Seed, seedApi } from './seed.js';
import { type ServedApi, servedApis } from './served-apis.js';
import { type AnsweredCall, type AwsServer, serveAws } from './server.js';
import { openState } from './state-file.js';

/** What the endpoint pretends to be: an account that cannot be anybody's, in the region that most examples have. */
const place = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };

export interface EndpointOptions extends Pick<BackendOptions, 'http' | 'inProcess'> {
  /** 0 takes any free port. */
  port: number;
  /** Default: this machine only. */
  host?: string | undefined;
  /** File that the state is kept in; absent: in memory. */
  state?: string | undefined;
  /** APIs that the account has from the start. */
  seeds: readonly Seed[];
  /** What stands for functions, HTTP backends and services: the first that matches. */
  backends: readonly BackendDecision[];
  /** Verifies the tokens of callers. */
  tokens: TokenVerifier;
  onAnswered(call: AnsweredCall): void;
  onInvoked(invoked: Invoked): void;
  /** The endpoint itself failed, and the client has got a 500. */
  onFailure(error: unknown): void;
}

/** An embedded AWS endpoint that listens. */
export interface Endpoint extends AwsServer {
  region: string;
  /** Those that are there at the start, by their stages. */
  apis: ServedApi[];
}

/**
 * Opens an account with its control planes and its APIs on one port.
 *
 * @throws Failure (`usage`) when the port cannot be had, a handler cannot be loaded, or the state cannot be used; (`input`) when a seed is refused
 */
export async function openEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const backends = openBackends(options.backends, { ...options, baseFolder: '.' });
  try {
    await backends.load();
    const endpoint = await openOn(backends, options);
    return { ...endpoint, close: () => endpoint.close().finally(() => backends.close()) };
  } catch (error) {
    await backends.close();
    throw error;
  }
}

async function openOn(backends: Backends, options: EndpointOptions): Promise<Endpoint> {
  const { port, host, tokens, onAnswered, onInvoked, onFailure } = options;
  const world = localWorld(place);
  const { state, keep } = await openState(options.state);
  for (const seed of options.seeds) await seedApi(seed, state, world);
  await keep();
  const { account } = state;
  const server = await serveAws({
    ...{ port, world, keep, onAnswered, onFailure },
    ...(host !== undefined && { host }),
    operations: accountOperations(account),
    rpc: rpcServices(account),
    invoking: openInvoking({ account, world, backends, tokens }, onInvoked),
  });
  return { ...server, region: place.region, apis: servedApis(account, server.url) };
}
