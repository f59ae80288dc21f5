import { openBackends } from '../backends/backends.js';
import { type LocalIssuer, withIssuers } from '../backends/tokens.js';
import type { Gateway } from '../gateway.js';
import { identityNames } from './identity-names.js';
import { mirrorBackends } from './mirror.js';
import type { SimulationSettings } from './settings.js';
import { type OpenedApi, openHttp, openRest, type Surroundings } from './simulated-api.js';
import type { Served } from './simulation.js';

/** APIs and what stands behind them: another definition is another generation. */
export interface Generation {
  apis: OpenedApi[];
  /** Ends threads, processes and connections, once no request is under way. */
  end(): Promise<void>;
}

/** @throws Failure (`usage`) when a handler cannot be loaded, or no stage can have the name; then nothing is left running */
export async function openGeneration(
  served: Served,
  settings: SimulationSettings,
  issuer: LocalIssuer,
): Promise<Generation> {
  const backends = openBackends(settings.backends, { ...settings, baseFolder: '.' });
  try {
    await backends.load();
    const tokens = await withIssuers(issuer, settings.issuers ?? []);
    const requests = openRequests();
    const apis = apisOf(served, {
      deployment: { ...settings, tokens },
      standing: settings,
      backends,
      mirrors: mirrorBackends(backends, settings, settings.mirror ?? 'echo'),
      identityNames: identityNames(served),
    });
    const end = () => requests.none().then(() => backends.close());
    return { apis: apis.map((api) => ({ ...api, gateway: requests.counted(api.gateway) })), end };
  } catch (error) {
    await backends.close();
    throw error;
  }
}

function apisOf({ rest, http, httpStage }: Served, around: Surroundings): OpenedApi[] {
  return [...(rest ? [openRest(rest, around)] : []), ...(http ? [openHttp(http, around, httpStage)] : [])];
}

/** Counts requests: one may call a backend late. */
function openRequests() {
  let underWay = 0;
  let tellNone = () => {};
  const counted = (gateway: Gateway): Gateway => ({
    kind: gateway.kind,
    async handle(request) {
      underWay += 1;
      try {
        return await gateway.handle(request);
      } finally {
        underWay -= 1;
        if (underWay === 0) tellNone();
      }
    },
  });
  const none = () =>
    new Promise<void>((resolve) => {
      tellNone = resolve;
      if (underWay === 0) resolve();
    });
  return { counted, none };
}
