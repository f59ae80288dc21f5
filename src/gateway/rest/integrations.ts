import type { Integration } from '../../model/index.js';
import type { GatewayResponse } from '../gateway.js';
import type { Stop } from './faults.js';
import { callHttpProxy } from './http-proxy.js';
import type { IntegrationRequest } from './integration.js';
import { callLambdaProxy } from './lambda.js';
import { callMock } from './mock.js';

/** Sends the request to what its method is connected to. Kinds that are not simulated are named, never guessed. */
export async function integrate(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const { integration } = call;
  switch (integration.type) {
    case 'aws_proxy':
      return notProxied(integration) ?? callLambdaProxy(call);
    case 'http_proxy':
      return callHttpProxy(call);
    case 'mock':
      return callMock(call);
    case 'aws':
      return { notSimulated: `${serviceOf(integration)} integration without proxy (type aws)` };
    case 'http':
      return { notSimulated: 'HTTP integration without proxy (type http)' };
    case 'unknown':
      return { notSimulated: `integration type ${integration.writtenType}` };
  }
}

/** @returns why this proxy integration is not a plain Lambda one; a uri that a placeholder hides is taken for Lambda. */
function notProxied({ target }: Integration): Stop | undefined {
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
