import type { ParameterMapping, Templated } from '../model/index.js';
import type { Verdict } from './claim.js';

/** Headers that API Gateway cannot set on the call of a function: a mapping to one ends every call in 500 (RT-HTTP-MAP-RESERVED, V). */
const failing =
  /^(authorization|connection|content-length|expect|proxy-authenticate|te|transfer-encoding|x-amzn-trace-id|x-amzn-apigateway-api-id)$/i;

/**
 * What becomes of a mapping on a Lambda proxy. It shapes the HTTP call that invokes the function, and the event is made
 * of the client's request, so the function never sees it: the recording with twenty mapped headers shows the same event
 * as the one without (RT-HDR-PASS-REST, V). What the call itself reads, such as X-Amz-Invocation-Type, counts.
 *
 * @param uri of the integration: a mapping to a path variable fills it
 */
export function lambdaMappingVerdict(mapping: ParameterMapping, uri: Templated | undefined): Verdict {
  const { target, source } = mapping;
  switch (target.place) {
    case 'header':
      return headerVerdict(target.name, mapping);
    case 'path':
      return new RegExp(`(?<!\\$)\\{${escaped(target.name)}\\}`).test(uri?.text ?? '')
        ? unread(`The path variable ${target.name} chooses the function`)
        : ignored;
    case 'querystring': {
      const isSame = source.kind === 'request' && source.place === 'querystring' && source.name === target.name;
      // The call of a function has a parameter of its own, which chooses version or alias.
      return !isSame && target.name === 'Qualifier' ? unread('The query parameter Qualifier') : ignored;
    }
    case 'unknown':
      return unread(target.text);
  }
}

function headerVerdict(name: string, { source }: ParameterMapping): Verdict {
  if (isInvocationType(name)) return invocationVerdict(source);
  if (failing.test(name)) {
    return {
      rule: 'lambda/failing-mapping',
      outcome: 'blocked',
      message: `A mapping to the header ${name} ends every call of this method in 500 today; the HTTP API would call the function.`,
    };
  }
  return /^x-amz-/i.test(name) ? unread(`The header ${name}`) : ignored;
}

/** @returns whether a header of the call says how the function is called, now or later */
export function isInvocationType(header: string): boolean {
  return header.toLowerCase() === 'x-amz-invocation-type';
}

function invocationVerdict(source: ParameterMapping['source']): Verdict {
  if (source.kind === 'constant' && source.text === 'RequestResponse') return ignored;
  const isAsync = source.kind === 'constant' && source.text === 'Event';
  return {
    rule: 'lambda/async',
    outcome: 'blocked',
    message: isAsync
      ? 'The function is called asynchronously; HTTP APIs always wait for the answer.'
      : 'How the function is called is decided by request; HTTP APIs always call it and wait for the answer.',
  };
}

const ignored: Verdict = {
  rule: 'lambda/mapping-ignored',
  outcome: 'dropped',
  message: "The function's event is made of the client's request; this mapping never reached it.",
};

function unread(what: string): Verdict {
  return {
    rule: 'lambda/parameter-mapping',
    outcome: 'unknown',
    message: `${what} may be read by the call that invokes the function; what it does there is not documented.`,
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
