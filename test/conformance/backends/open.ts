import type { Backends } from '../../../src/gateway/gateway.js';
import type { Json, JsonObject } from '../../../src/model/index.js';
import { Unsupported } from '../case.js';
import type { Outcome } from '../reply.js';
import { listOf, objectOf, textOf } from '../values.js';
import { functionAnswer } from './functions.js';
import { callsService, openService } from './services/open.js';
import type { ServiceStandIn } from './services/service.js';
import { upstreamAnswer } from './upstreams.js';

/** The backends of a case, and what they saw. */
export interface OpenedBackends {
  backends: Backends;
  seen: Pick<Outcome, 'event' | 'upstream'>;
  services(): ServiceStandIn[];
}

/** @returns the backends of a case in place of functions and hosts; what an authorizer gets is not the event of the case */
export function openBackends(cases: Json | undefined): OpenedBackends {
  const all = listOf(cases).map(objectOf);
  const seen: OpenedBackends['seen'] = {};
  const services = new Map<JsonObject, ServiceStandIn>();
  const service = (backend: JsonObject): ServiceStandIn => {
    const opened = services.get(backend) ?? openService(backend);
    services.set(backend, opened);
    return opened;
  };
  return {
    seen,
    services: () => all.filter(({ kind }) => kind === 'aws-service').map(service),
    backends: {
      async invokeLambda(name, event) {
        const backend = found(all, `function ${name}`, ({ lambdaFunction }) => names(lambdaFunction, name));
        if (!textOf(backend['behaviour']).startsWith('authorizer-')) seen.event ??= event;
        return functionAnswer(backend, event);
      },
      async sendHttp(request) {
        const backend = found(all, request.url, ({ url }) => typeof url === 'string' && request.url.startsWith(url));
        const answer = upstreamAnswer(backend, request);
        seen.upstream ??= { ...request, seen: answer.seen };
        return answer.outcome;
      },
      async callService(call) {
        const backend = all.find((one) => callsService(one, call));
        if (!backend) throw new Unsupported(`the case has no backend for ${call.service} ${call.action ?? ''}`);
        return { kind: 'answered', response: service(backend).answer(call) };
      },
    },
  };
}

/** A function is called by its name or its ARN, with or without an alias. */
function names(wanted: Json | undefined, called: string): boolean {
  if (typeof wanted !== 'string') return false;
  return called === wanted || called.startsWith(`${wanted}:`) || `${called}:`.includes(`:function:${wanted}:`);
}

function found(all: JsonObject[], what: string, fits: (match: JsonObject) => boolean): JsonObject {
  const backend = all.find(({ match }) => fits(objectOf(match)));
  if (!backend) throw new Unsupported(`the case has no backend for ${what}`);
  return backend;
}
