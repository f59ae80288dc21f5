import type { Integration } from '../../model/index.js';
import type { Deployment } from '../gateway.js';
import { restContext } from '../payload/rest-context.js';
import type { Caller, RoutedRequest } from '../payload/rest-request.js';
import type { Calls } from './calls.js';
import type { MappingScope } from './mappings.js';
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
export function scopeOf({ request, caller, deployment }: IntegrationRequest): MappingScope {
  return {
    request,
    context: templateContext(restContext(request, deployment, caller)),
    stageVariables: deployment.stageVariables,
  };
}
