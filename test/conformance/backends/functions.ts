import type { LambdaOutcome } from '../../../src/gateway/gateway.js';
import { queryJson } from '../../../src/gateway/json-path.js';
import type { Json, JsonObject } from '../../../src/model/index.js';
import { Unsupported } from '../case.js';
import { jsonOf, listOf, objectOf, textOf } from '../values.js';
import { authorizerAnswer } from './authorizer-functions.js';

/** @returns what the function of a backend answers to an event */
export function functionAnswer(backend: JsonObject, payload: Json): LambdaOutcome {
  const event = objectOf(payload);
  switch (backend['behaviour']) {
    case 'static':
      return returned(backend['returns']);
    case 'static-by-event-path':
      return returned(objectOf(backend['byEventPath'])[textOf(event['path'] ?? event['rawPath'])]);
    case 'rules':
      return byRules(listOf(backend['rules']), event);
    case 'return-event':
      return returned(payload);
    case 'return-event-as-body':
      return returned({ statusCode: 200, body: JSON.stringify(event), isBase64Encoded: false });
    case 'return-json-of-body':
      return jsonOfBody(event);
    case 'path-and-method':
      return pathAndMethod(backend, event);
    case 'times-out':
      return describes(backend, /function timeout/) ? functionTimeout : { kind: 'timed-out' };
    case 'authorizer-iam-policy':
    case 'authorizer-simple':
      return authorizerAnswer(backend, event);
    case 'described':
      return described(backend, payload);
    default:
      throw new Unsupported(`a function that behaves as ${textOf(backend['behaviour'])}`);
  }
}

export function returned(value: Json | undefined): LambdaOutcome {
  return { kind: 'returned', value: value ?? null };
}

export function failed(errorMessage: string): LambdaOutcome {
  return { kind: 'threw', errorType: 'Error', errorMessage };
}

/** The function's own timeout is an error of the function, not of the gateway (RT-ERR-LAMBDA-FNTIMEOUT). */
const functionTimeout: LambdaOutcome = {
  kind: 'threw',
  errorType: 'Sandbox.Timedout',
  errorMessage: 'Task timed out after 1.00 seconds',
};

function describes({ description }: JsonObject, pattern: RegExp): boolean {
  return pattern.test(textOf(description));
}

/** The words of some functions are code: the answer of a proxied function, its body a text and the event. */
function described({ description }: JsonObject, event: Json): LambdaOutcome {
  const said = /^Node\.js; returns \{statusCode: (\d+), body: JSON\.stringify\('([^']*)' \+ JSON\.stringify\(event\)\)/;
  const [, statusCode, text = ''] = said.exec(textOf(description)) ?? [];
  if (statusCode === undefined) throw new Unsupported(`a function that is described as: ${textOf(description)}`);
  const body = JSON.stringify(`${text}${JSON.stringify(event)}`);
  return returned({ statusCode: Number(statusCode), body, isBase64Encoded: false, headers: {} });
}

function jsonOfBody(event: JsonObject): LambdaOutcome {
  const body = textOf(event['body']);
  const text = event['isBase64Encoded'] === true ? Buffer.from(body, 'base64').toString('utf8') : body;
  const value = jsonOf(text);
  return value === undefined ? failed(`Unexpected token in JSON: ${text.slice(0, 20)}`) : returned(value);
}

function pathAndMethod(backend: JsonObject, event: JsonObject): LambdaOutcome {
  const http = objectOf(objectOf(event['requestContext'])['http']);
  const path = textOf(http['path'] ?? event['path']);
  const slow = /for the path (\S+) it answers only after/.exec(textOf(backend['description']))?.[1];
  if (slow === path) return functionTimeout;
  const method = http['method'] ?? event['httpMethod'] ?? null;
  return returned({ statusCode: 200, body: JSON.stringify({ path, method }) });
}

/** The first rule whose `when` fits. */
function byRules(rules: Json[], event: JsonObject): LambdaOutcome {
  const rule = rules.map(objectOf).find(({ when }) => fits(when, event));
  if (!rule) throw new Unsupported('a function with rules of which none fits');
  if (rule['fails'] === undefined) return returned(rule['returns']);
  const payload = objectOf(objectOf(rule['fails'])['payload']);
  const { errorType, errorMessage } = payload;
  return { kind: 'threw', errorType: textOf(errorType), errorMessage: textOf(errorMessage), payload };
}

function fits(when: Json | undefined, event: JsonObject): boolean {
  if (when === 'otherwise') return true;
  const { path, equals, numberAtLeast } = objectOf(when);
  const value = queryJson(event, textOf(path));
  if (numberAtLeast !== undefined) return Number(value) >= Number(numberAtLeast);
  return equals !== undefined && JSON.stringify(value) === JSON.stringify(equals);
}
