import type { Json, JsonObject } from '../../../src/model/index.js';
import type { Verdict } from '../case.js';
import { checkHttpInvoke } from './http-invoke.js';

/** A function behind the route `$default`, in payload format 2.0: what it returns, or the event that it gets. */
export async function checkHttpFormat2(fields: JsonObject): Promise<Verdict> {
  return checkHttpInvoke({
    ...fields,
    api: functionApi('2.0'),
    backends: [{ match: { lambdaFunction: 'hello' }, behaviour: 'static', returns: fields['lambdaReturns'] ?? null }],
    request: fields['request'] ?? { method: 'GET', rawPath: '/', rawQuery: '', headers: [], body: null },
  });
}

/** @returns an HTTP API whose every request goes to the function `hello` */
export function functionApi(payloadFormatVersion: string, more: JsonObject = {}): JsonObject {
  const hello: Json = {
    integrationType: 'AWS_PROXY',
    integrationUri: 'arn:aws:lambda:us-east-1:111111111111:function:hello',
    payloadFormatVersion,
  };
  return {
    format: 'http-control-plane',
    routes: [{ routeKey: '$default', target: 'hello' }],
    integrations: { hello },
    ...more,
  };
}
