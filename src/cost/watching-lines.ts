import Big from 'big.js';
import type { CostLine } from './comparison.js';
import type { LambdaBill } from './lambda-lines.js';
import { exactly, meteredLines, type Quantity } from './metered.js';
import { sourceOfRequests } from './requests.js';
import { gigabytesPerByte } from './transfer.js';
import type { Usage } from './usage.js';

/** Access logs are the same in both kinds, as far as the log goes to CloudWatch (PC-LOG). */
export function accessLogLines({ usage, prices, api, circumstances }: LambdaBill): CostLine[] {
  if (api.accessLogs === 'no') return [];
  const { logSize } = circumstances;
  const isKnown = api.accessLogs === 'yes' || logSize !== undefined;
  return meteredLines(
    {
      kind: 'logs',
      item: 'logs',
      what: 'Access logs',
      quantity: isKnown ? logged(usage, logSize) : undefined,
      quantitySource: logSource(usage, logSize, '--log-size'),
      note: 'bytes taken in by CloudWatch Logs; keeping and reading them costs too',
    },
    prices,
  );
}

/** Execution logs exist for REST APIs only, and end with the move (PC-EXEC, FE-MON-ELOG). */
export function executionLogLines({ usage, prices, api, circumstances }: LambdaBill): CostLine[] {
  const { executionLogSize } = circumstances;
  if (api.executionLogs === 'no') return [];
  return meteredLines(
    {
      kind: 'logs',
      item: 'logs',
      what: 'Execution logs',
      quantity: logged(usage, executionLogSize),
      quantitySource: logSource(usage, executionLogSize, '--execution-log-size'),
      note: 'HTTP APIs have none',
    },
    prices,
  );
}

function logged({ requests }: Usage, bytes: number | undefined): Quantity | undefined {
  if (requests === undefined || bytes === undefined) return undefined;
  return exactly(new Big(requests).times(bytes).times(gigabytesPerByte));
}

function logSource(usage: Usage, bytes: number | undefined, flag: string): string {
  return bytes === undefined ? `unknown: pass ${flag}` : `${sourceOfRequests(usage)} × ${flag}`;
}

/** Metrics of a method with detailed metrics: five of a REST API, seven where it has a cache; up to six of a route (PC-METRIC, MT-COUNT). */
const metricsOf = { rest: 5, cached: 7, http: 6 };

/** @param kind whose metrics */
export function metricLines({ usage, prices, api }: LambdaBill, kind: 'rest' | 'http'): CostLine[] {
  if (api.detailedMetrics === 'no') return [];
  const each = kind === 'rest' && usage.cacheSize !== undefined ? metricsOf.cached : metricsOf[kind];
  const isOn = api.detailedMetrics === 'yes';
  const words = kind === 'rest' ? 'methods' : 'routes';
  return meteredLines(
    {
      kind: 'metrics',
      item: 'metrics',
      what: 'Detailed metrics',
      quantity: isOn ? exactly(api.methods.length * each) : undefined,
      quantitySource: isOn
        ? `${api.methods.length} ${words} × ${each} metrics, one stage`
        : 'unknown: the definition does not tell whether they are on',
      note: 'at most: metrics of routes that nobody calls are not counted',
    },
    prices,
  );
}
