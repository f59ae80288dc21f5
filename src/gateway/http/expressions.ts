import type { Header } from '../gateway.js';
import { joinedHeader } from '../headers.js';
import { readQuery } from '../query.js';
import { bodyValue } from './body-path.js';
import type { Caller } from './caller.js';
import { type ContextSource, contextVariable } from './context.js';
import type { Invocation } from './invocation.js';

/** @returns the value of a reference such as `request.header.x`, or `undefined` where there is none. */
export type Lookup = (reference: string) => string | undefined;

/**
 * Evaluates a parameter mapping value or an identity source: one reference (`$request.header.x`), text with references in
 * braces (`${request.path.a}-${context.requestId}`), or plain text (facts import-export.md c.1).
 *
 * @returns `undefined` when the value is one reference that leads nowhere; the mapping is then skipped (PM-MISSING)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function evaluate(expression: string, lookup: Lookup): string | undefined {
  const [, reference] = /^\$((?:request|response|context|stageVariables)(?:[.[].*)?)$/s.exec(expression) ?? [];
  if (reference !== undefined) return lookup(reference);
  const [, braced] = /^\$\{([^{}]+)\}$/.exec(expression) ?? [];
  if (braced !== undefined) return lookup(braced);
  return expression.replace(/\$\{([^{}]+)\}/g, (_, inner: string) => lookup(inner) ?? '');
}

/** @returns the references that may stand in a request mapping or an identity source. */
export function requestLookup(invocation: Invocation, caller: Caller): Lookup {
  const { request, deployment } = invocation;
  return (reference) => {
    const [, root = '', rest = ''] =
      /^([A-Za-z]+(?:\.(?:header|querystring|path|body)\b)?)[.]?(.*)$/s.exec(reference) ?? [];
    switch (root) {
      case 'request.header':
        return joinedHeader(request.headers, rest);
      case 'request.querystring':
        return joinedQuery(request.rawQuery, rest);
      case 'request.path':
        return rest === '' ? invocation.path : invocation.pathParameters[rest];
      case 'request.body':
        return bodyValue(request.body, rest);
      case 'stageVariables':
        return deployment.stageVariables[rest];
      case 'context':
        return contextVariable(rest, { invocation, caller });
      default:
        return undefined;
    }
  };
}

/** What a response mapping can refer to. */
export interface ResponseSource extends ContextSource {
  status: number;
  headers: readonly Header[];
  body: Uint8Array;
}

/** @returns the references that may stand in a response mapping (PV-RHDR, PV-RBODY). */
export function responseLookup(source: ResponseSource): Lookup {
  return (reference) => {
    const [, root = '', rest = ''] = /^([A-Za-z]+(?:\.(?:header|body)\b)?)[.]?(.*)$/s.exec(reference) ?? [];
    switch (root) {
      case 'response.header':
        return joinedHeader(source.headers, rest);
      case 'response.body':
        return bodyValue(source.body, rest);
      case 'stageVariables':
        return source.invocation.deployment.stageVariables[rest];
      case 'context':
        return contextVariable(rest, source);
      default:
        return undefined;
    }
  };
}

/** Names keep their letter case (PM-CASE), several values are joined with commas (PM-MULTI). */
function joinedQuery(rawQuery: string, name: string): string | undefined {
  const values = readQuery(rawQuery).filter(([key]) => key === name);
  return values.length > 0 ? values.map(([, value]) => value).join(',') : undefined;
}
