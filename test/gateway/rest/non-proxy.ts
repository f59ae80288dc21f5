import {
  type Integration,
  type IntegrationResponse,
  type MappingSource,
  type ParameterMapping,
  plain,
} from '../../../src/model/index.js';
import { integration, template } from './samples.js';

/** An integration response: what selects it, and what it makes. */
export function response(
  pattern: string,
  statusCode: string,
  more: Partial<IntegrationResponse> = {},
): IntegrationResponse {
  return { at: '', pattern, statusCode, headers: [], templates: [], ...more };
}

/** An integration without proxy that answers 200 whatever comes, unless told otherwise. */
export function nonProxy(type: 'aws' | 'http', uri: string, more: Partial<Integration> = {}): Integration {
  const [, service = 'sqs'] = /^arn:[^:]*:apigateway:[^:]*:([^:]+):/.exec(uri) ?? [];
  const aws =
    service === 'lambda' ? { kind: 'lambda' as const, streaming: false } : { kind: 'service' as const, service };
  return integration(type, {
    target: type === 'http' ? { kind: 'url' } : aws,
    uri: plain(uri),
    httpMethod: 'POST',
    responses: [response('default', '200')],
    ...more,
  });
}

export const functionUri = (name: string) =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${name}/invocations`;

export function mapping(
  place: 'header' | 'querystring' | 'path',
  name: string,
  source: MappingSource,
): ParameterMapping {
  return { at: '', target: { place, name }, source };
}

export const constant = (text: string): MappingSource => ({ kind: 'constant', text });
export const from = (place: 'header' | 'querystring' | 'path', name: string): MappingSource => ({
  ...{ kind: 'request', place, name, multiValue: false },
});

export const json = (text: string) => [template('application/json', text)];
