import type { Exchange, Gateway } from '../gateway/gateway.js';
import type { SimulatedApi } from '../gateway/simulation/simulated-api.js';
import { simulatedText } from './simulate.js';
import { exchangeJson, notReloadedJson, simulatedJson } from './simulate-json.js';
import { exchangeText } from './simulate-log.js';
import { notReloadedText, reloadedText } from './simulate-reload.js';

/** What a simulation says, in one format. */
export interface SimulationWords {
  serving(apis: readonly SimulatedApi[]): string;
  exchange(kind: Gateway['kind'], exchange: Exchange, millis: number): string;
  reloaded(before: readonly SimulatedApi[], after: readonly SimulatedApi[]): string;
  notReloaded(error: unknown): string;
}

/** The same, for people and for programs. */
export const simulationWords: Record<'text' | 'json', SimulationWords> = {
  text: {
    serving: simulatedText,
    exchange: exchangeText,
    reloaded: reloadedText,
    notReloaded: (error) => `Not reloaded, the definition before is still served: ${notReloadedText(error)}`,
  },
  json: {
    serving: (apis) => simulatedJson('serving', apis),
    exchange: exchangeJson,
    reloaded: (_, after) => simulatedJson('reloaded', after),
    notReloaded: (error) => notReloadedJson(notReloadedText(error)),
  },
};
