import type { Pin } from './cores.js';
import type { Definitions } from './definitions.js';
import type { Load } from './load.js';
import type { Pace } from './race.js';
import type { RunningServer } from './servers.js';

/** What all parts of the benchmark are given. */
export interface Setting {
  pin: Pin;
  load: Load;
  pace: Pace;
  definitions: Definitions;
  /** The server behind the proxies. */
  upstream: RunningServer;
  /** Whether serverless-offline runs beside the gateways. */
  withPeer: boolean;
}
