import type { LambdaOutcome } from '../../../src/gateway/gateway.js';
import type { Json, JsonObject } from '../../../src/model/index.js';
import { Unsupported } from '../case.js';
import { entriesOf, objectOf, textOf } from '../values.js';

type Answer = (event: JsonObject, description: RegExpExecArray) => LambdaOutcome;

/** Authorizers are told in words, and the words are complete; what fits none of these is not supported. */
const answers: [description: RegExp, answer: Answer][] = [
  [
    /an odd number: \{principalId: (\w+),/,
    (event, [, principalId = '']) =>
      Number(event['authorizationToken']) % 2 === 1
        ? returned({ principalId, policyDocument: policy('Allow', '*') })
        : returned({ policyDocument: policy('Deny', event['methodArn']) }),
  ],
  [
    /token '(Bearer \w+)' gives \{principalId: '(\w+)'/,
    (event, [, token, principalId = '']) =>
      event['authorizationToken'] === token
        ? returned({ principalId, policyDocument: policy('Allow', '*') })
        : unauthorized,
  ],
  [
    /the Authorization header is '(\w+)' and the query parameter (\w+) is '(\w+)'; denies when the header is '(\w+)'/,
    (event, [, allow, parameter = '', value, deny]) => {
      const header = headerOf(event, 'authorization');
      const asked = objectOf(event['queryStringParameters'])[parameter];
      if (header === allow && asked === value) return byPolicy(event, 'Allow');
      return header === deny ? byPolicy(event, 'Deny') : unauthorized;
    },
  ],
  [
    /allows the token '(\w+)' and denies others; every answer also has usageIdentifierKey: '(\w+)'/,
    (event, [, token, usageIdentifierKey = '']) =>
      byPolicy(event, tokenOf(event) === token ? 'Allow' : 'Deny', { usageIdentifierKey }),
  ],
  [
    /Allow \(token is '(\w+)', any case\) or Deny/,
    (event, [, token]) => byPolicy(event, tokenOf(event).toLowerCase() === token ? 'Allow' : 'Deny', { context: {} }),
  ],
  [
    /allowing \(authorization header (\w+)\) or denying/,
    (event, [, token]) => byPolicy(event, headerOf(event, 'authorization') === token ? 'Allow' : 'Deny'),
  ],
  [
    /event\.headers\.authorization (?:\(lower-case name\) )?is (\w+)/,
    (event, [text, token]) => {
      const isAuthorized = headerOf(event, 'authorization') === token;
      return returned({ isAuthorized, ...(text !== '' && isAuthorized && { context: mixedContext }) });
    },
  ],
];

/** "string, number, boolean, list and map values": what they are is not told. */
const mixedContext = { text: 'a', number: 1, flag: true, list: ['a'], map: { key: 'a' } };

/** @returns what a Lambda authorizer answers */
export function authorizerAnswer(backend: JsonObject, event: JsonObject): LambdaOutcome {
  if (backend['returns'] !== undefined) return returned(backend['returns']);
  const description = textOf(backend['description']);
  for (const [pattern, answer] of answers) {
    const found = pattern.exec(description);
    if (found) return answer(event, found);
  }
  throw new Unsupported(`an authorizer that is described as: ${description}`);
}

const unauthorized: LambdaOutcome = { kind: 'threw', errorType: 'Error', errorMessage: 'Unauthorized' };

function returned(value: Json): LambdaOutcome {
  return { kind: 'returned', value };
}

function byPolicy(event: JsonObject, effect: 'Allow' | 'Deny', more: JsonObject = {}): LambdaOutcome {
  const resource = event['routeArn'] ?? event['methodArn'];
  return returned({ principalId: 'user', policyDocument: policy(effect, resource), ...more });
}

function policy(effect: 'Allow' | 'Deny', resource: Json | undefined): JsonObject {
  const statement = { Action: 'execute-api:Invoke', Effect: effect, Resource: resource ?? '*' };
  return { Version: '2012-10-17', Statement: [statement] };
}

/** A REQUEST authorizer of these cases reads a query parameter in place of the token. */
function tokenOf(event: JsonObject): string {
  return textOf(event['authorizationToken'] ?? objectOf(event['queryStringParameters'])['authorization']);
}

function headerOf(event: JsonObject, name: string): string | undefined {
  const value = entriesOf(event['headers']).find(([key]) => key.toLowerCase() === name)?.[1];
  return value === undefined ? undefined : textOf(value);
}
