import type { Integration } from '../../model/index.js';
import type { GatewayResponse } from '../gateway.js';
import type { NotSimulated, Stop } from './faults.js';
import { callHttpProxy } from './http-proxy.js';
import type { IntegrationRequest } from './integration.js';
import { callLambdaProxy } from './lambda.js';
import { callMock } from './mock.js';

/** Sends the request to what its method is connected to. Kinds that are not simulated are named, never guessed. */
export async function integrate(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const kind = simulatedKind(call.integration);
  if (typeof kind === 'object') return kind;
  switch (kind) {
    case 'lambda':
      return callLambdaProxy(call);
    case 'http-proxy':
      return callHttpProxy(call);
    case 'mock':
      return callMock(call);
  }
}

/** A method that is connected to nothing. */
export const noIntegration: NotSimulated = { notSimulated: 'method without integration: AWS does not deploy it' };

/** @returns as what an integration is simulated, or the feature that is missing for it. */
export function simulatedKind(integration: Integration): 'lambda' | 'http-proxy' | 'mock' | NotSimulated {
  switch (integration.type) {
    case 'aws_proxy':
      return notProxied(integration) ?? 'lambda';
    case 'http_proxy':
      return 'http-proxy';
    case 'mock':
      return 'mock';
    case 'aws':
      return { notSimulated: `${serviceOf(integration)} integration without proxy (type aws)` };
    case 'http':
      return { notSimulated: 'HTTP integration without proxy (type http)' };
    case 'unknown':
      return { notSimulated: `integration type ${integration.writtenType}` };
  }
}

/** @returns why this proxy integration is not a plain Lambda one; a uri that a placeholder hides is taken for Lambda. */
function notProxied({ target }: Integration): NotSimulated | undefined {
  switch (target.kind) {
    case 'lambda':
      return target.streaming ? { notSimulated: 'Lambda response streaming' } : undefined;
    case 'opaque':
    case 'none':
      return undefined;
    case 'service':
      return { notSimulated: `proxy integration of AWS service ${target.service}` };
    case 'url':
      return { notSimulated: 'integration type aws_proxy with a URL' };
  }
}

function serviceOf({ target }: Integration): string {
  switch (target.kind) {
    case 'lambda':
      return 'Lambda';
    case 'service':
      return `AWS service ${target.service}`;
    case 'url':
    case 'none':
    case 'opaque':
      return 'AWS service';
  }
}
