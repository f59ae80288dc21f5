import type { Integration, JsonObject } from '../../model/index.js';
import type { Deployment, Header } from '../gateway.js';
import { restContext } from '../payload/rest-context.js';
import { lambdaHeaders } from '../payload/rest-headers.js';
import type { Caller, RoutedRequest } from '../payload/rest-request.js';
import type { Calls } from './calls.js';
import { type MappingScope, visibleHeaders } from './mappings.js';
import type { ApiSettings } from './settings.js';
import { templateContext } from './templates.js';

/** An authorized, valid request on its way to the integration of its method. */
export interface IntegrationRequest {
  integration: Integration;
  request: RoutedRequest;
  caller: Caller;
  calls: Calls;
  deployment: Deployment;
  settings: ApiSettings;
}

/** Milliseconds that an integration may take when the definition does not say (RT-LIM-TIMEOUT-DEF). */
const DEFAULT_TIMEOUT = 29_000;

export function timeoutOf({ timeoutInMillis }: Integration): number {
  return timeoutInMillis ?? DEFAULT_TIMEOUT;
}

/** @returns what the mappings and templates of this request can see. */
export function scopeOf(call: IntegrationRequest): MappingScope {
  return new IntegrationScope(call);
}

/** @returns the same scope after the backend answered. */
export function withAnswer(scope: MappingScope, answer: NonNullable<MappingScope['answer']>): MappingScope {
  return {
    request: scope.request,
    stageVariables: scope.stageVariables,
    answer,
    get headers() {
      return visibleHeaders(scope);
    },
    get context() {
      return scope.context;
    },
  };
}

/** Most integrations map nothing, or little: context and headers are made when somebody looks. */
class IntegrationScope implements MappingScope {
  readonly request: RoutedRequest;
  readonly stageVariables: Record<string, string>;
  private seenHeaders: readonly Header[] | undefined;
  private seenContext: JsonObject | undefined;

  constructor(private readonly call: IntegrationRequest) {
    this.request = call.request;
    this.stageVariables = call.deployment.stageVariables;
  }

  /** What a Lambda event would have: the ones that API Gateway keeps to itself are not there (RT-HDR-DROP-REST, recorded for `$input.params` too). */
  get headers(): readonly Header[] {
    const { request, deployment, settings, caller } = this.call;
    this.seenHeaders ??= lambdaHeaders(request, deployment, settings.edge, caller.signed);
    return this.seenHeaders;
  }

  get context(): JsonObject {
    const { request, deployment, caller } = this.call;
    this.seenContext ??= templateContext(restContext(request, deployment, caller));
    return this.seenContext;
  }
}
