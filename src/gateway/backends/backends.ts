import { randomUUID } from 'node:crypto';
import type { BackendDecision } from '../../model/index.js';
import type { Backends } from '../gateway.js';
import { echoHttp, echoLambda, echoService } from './echo.js';
import { openFunctions } from './lambda/functions.js';
import { redirected } from './redirected.js';
import { forwardService } from './services.js';
import { decisionForHttp, decisionForLambda, decisionForService } from './stand-ins.js';
import { openUpstream } from './upstream.js';

export { type StandIn, standForHttp, standForLambda, standForService } from './stand-ins.js';

export interface BackendOptions {
  /** What relative handler files start from. */
  baseFolder: string;
  /** Where HTTP integrations go that no decision names: nowhere (`echo`), or to the real address. */
  http: 'echo' | 'upstream';
  /** Whether handlers run in this process, also where no decision says so. */
  inProcess?: boolean;
}

/** Backends with threads, processes and connections behind them. */
export interface OpenedBackends extends Backends {
  /**
   * Loads every handler, so that a wrong place is told at once and the first call need not wait.
   *
   * @throws Failure (`usage`) for the first that cannot be had
   */
  load(): Promise<void>;
  /** Ends threads, processes, watchers and connections. Calls under way get an outcome. */
  close(): Promise<void>;
}

/**
 * Connects functions, HTTP backends and AWS services to what the user decided, and an echo to the rest (`echo.ts`). The first
 * decision that matches wins. Nothing is started or connected before it is called or loaded.
 */
export function openBackends(decisions: readonly BackendDecision[], options: BackendOptions): OpenedBackends {
  const functions = openFunctions(decisions, options);
  const upstream = openUpstream();
  const decided = new Map<string, BackendDecision | undefined>();
  const decisionFor = (functionName: string): BackendDecision | undefined => {
    if (!decided.has(functionName)) decided.set(functionName, decisionForLambda(decisions, functionName));
    return decided.get(functionName);
  };
  return {
    async invokeLambda(functionName, event, asynchronous = false) {
      const decision = decisionFor(functionName);
      if (decision === undefined) return echoLambda(event);
      return functions.of(decision).invoke({ functionName, requestId: randomUUID(), event, asynchronous });
    },
    async sendHttp(request, timeoutInMillis) {
      const url = decisionForHttp(decisions, request.url)?.url;
      if (url !== undefined) return upstream.send(redirected(request, url), timeoutInMillis);
      return options.http === 'upstream' ? upstream.send(request, timeoutInMillis) : echoHttp(request);
    },
    async callService(call, timeoutInMillis) {
      const decision = decisionForService(decisions, { ...call, url: call.request.url });
      if (decision === undefined) return echoService(call);
      return upstream.send(await forwardService(call, decision), timeoutInMillis);
    },
    load: () => functions.load(),
    close: async () => {
      await Promise.all([functions.close(), upstream.close()]);
    },
  };
}
