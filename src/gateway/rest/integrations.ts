import type { Integration } from '../../model/index.js';
import type { GatewayResponse } from '../gateway.js';
import type { NotSimulated, Stop } from './faults.js';
import { callHttp } from './http.js';
import { callHttpProxy } from './http-proxy.js';
import type { IntegrationRequest } from './integration.js';
import { callLambdaProxy } from './lambda.js';
import { callLambda } from './lambda-non-proxy.js';
import { callMock } from './mock.js';
import { callAwsService } from './services.js';

/** Sends the request to what its method is connected to. Kinds that are not simulated are named, never guessed. */
export async function integrate(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const kind = simulatedKind(call.integration);
  if (typeof kind === 'object') return kind;
  switch (kind) {
    case 'lambda-proxy':
      return callLambdaProxy(call);
    case 'lambda':
      return callLambda(call);
    case 'http-proxy':
      return callHttpProxy(call);
    case 'http':
      return callHttp(call);
    case 'service':
      return callAwsService(call);
    case 'mock':
      return callMock(call);
  }
}

/** A method that is connected to nothing. */
export const noIntegration: NotSimulated = { notSimulated: 'method without integration: AWS does not deploy it' };

export type SimulatedKind = 'lambda-proxy' | 'lambda' | 'http-proxy' | 'http' | 'service' | 'mock';

/** @returns as what an integration is simulated, or the feature that is missing for it. */
export function simulatedKind(integration: Integration): SimulatedKind | NotSimulated {
  switch (integration.type) {
    case 'aws_proxy':
      return notProxied(integration) ?? 'lambda-proxy';
    case 'aws':
      return awsKind(integration);
    case 'http_proxy':
    case 'http':
      return integration.type === 'http' ? 'http' : 'http-proxy';
    case 'mock':
      return 'mock';
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

/** What a placeholder hides may be a function or any other service, and each is called in its own way. */
function awsKind({ target }: Integration): 'lambda' | 'service' | NotSimulated {
  switch (target.kind) {
    case 'lambda':
      return target.streaming ? { notSimulated: 'Lambda response streaming' } : 'lambda';
    case 'service':
      return 'service';
    case 'opaque':
      return { notSimulated: 'integration type aws with a uri that a placeholder hides' };
    case 'url':
      return { notSimulated: 'integration type aws with a URL' };
    case 'none':
      return { notSimulated: 'integration type aws without a uri' };
  }
}
