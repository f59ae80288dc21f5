import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange, Gateway, GatewayRequest } from '../../gateway/gateway.js';
import { refusedExchange } from '../../gateway/refusals.js';
import { readRequest } from '../../gateway/server-request.js';
import { writeResponse } from '../../gateway/server-response.js';
import { type Callee, calleeOf } from './callee.js';
import { type FindStage, openStages } from './stages.js';
import type { Surroundings } from './surroundings.js';
import { noStage, type Target, targetOf } from './target.js';

/** An API of the account has answered a request. */
export interface Invoked {
  kind: Gateway['kind'];
  /** Absent where no API took it. */
  apiId?: string;
  exchange: Exchange;
  /** From the first byte of the request to the answer. */
  millis: number;
}

export interface Invoking {
  /** @returns the answering of a request that is for an API; undefined for one that is for a control plane */
  answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> | undefined;
}

/** Lets the APIs of an account be called, as they are deployed at that moment. */
export function openInvoking(around: Surroundings, onInvoked?: (invoked: Invoked) => void): Invoking {
  const find = openStages(around);
  return {
    answer(incoming, outgoing) {
      const path = (incoming.url ?? '').split('?')[0] ?? '';
      const { account } = around;
      const callee = calleeOf(incoming.headers.host ?? '', path, account.http.domainNames);
      return callee && answer({ callee, incoming, outgoing }, around, { find, onInvoked });
    },
  };
}

interface Invocation {
  callee: Callee;
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

interface Ways {
  find: FindStage;
  onInvoked: ((invoked: Invoked) => void) | undefined;
}

async function answer(
  { callee, incoming, outgoing }: Invocation,
  { account }: Surroundings,
  { find, onInvoked }: Ways,
): Promise<void> {
  const start = performance.now();
  const target = targetOf(callee, account);
  const read = await readRequest(incoming, target.kind);
  if (read === 'gone') return;
  const { request, refused } = read;
  // What is left of the request is not read: the connection is of no more use.
  if (refused) outgoing.setHeader('connection', 'close');
  const exchange = refused ? refusedExchange(request, refused) : await exchangeOf(target, request, find);
  writeResponse(outgoing, exchange.response);
  onInvoked?.({
    kind: target.kind,
    ...('apiId' in target && { apiId: target.apiId }),
    exchange,
    millis: performance.now() - start,
  });
}

async function exchangeOf(target: Target, request: GatewayRequest, find: FindStage): Promise<Exchange> {
  if ('refused' in target) return refusedExchange(request, target.refused);
  const gateway = await find(target);
  if (!gateway) return refusedExchange(request, noStage(target.kind));
  const exchange = await gateway.handle({ ...request, rawPath: target.rawPath });
  if (target.basePath === undefined) return exchange;
  return { ...exchange, unsupported: [...exchange.unsupported, ofDomain[target.kind]] };
}

/** Under a custom domain. */
const ofDomain = {
  // RT-DOM-BASE-STAGE, RT-DOM-BASE-NOSTAGE, RT-DOM-NONE (V), which the REST gateway lacks.
  rest: 'custom domain: paths in events have the stage, where AWS puts the base path of the mapping',
  // RT-DOM-HTTP, U.
  http: 'custom domain: AWS does not document that the base path of the mapping stays in paths, and the stage does not',
} as const;
