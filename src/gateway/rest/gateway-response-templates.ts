import type { Json } from '../../model/index.js';
import { contextValue, type MappingScope } from './mappings.js';

/** Writes a body. */
export type FillTemplate = (scope: MappingScope) => string;

const VARIABLE =
  /\$(?:\{(context|stageVariables|method\.request\.(?:header|querystring|path))\.([\w-]+(?:\.[\w-]+)*)\}|(context|stageVariables|method\.request\.(?:header|querystring|path))\.([\w-]+(?:\.[\w-]+)*))/g;

/**
 * Reads the template of a gateway response. Variables are filled in, and that is all: AWS's page says that the templates
 * are not Velocity. A variable without a value gives nothing (I).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.responseTemplates.html
 */
export function readTemplate(template: string): FillTemplate {
  const parts: FillTemplate[] = [];
  let end = 0;
  for (const match of template.matchAll(VARIABLE)) {
    const constant = template.slice(end, match.index);
    const [text, braced, bracedName, plain, plainName] = match;
    parts.push(() => constant, variable(braced ?? plain ?? '', bracedName ?? plainName ?? ''));
    end = match.index + text.length;
  }
  const rest = template.slice(end);
  return (scope) => parts.map((part) => part(scope)).join('') + rest;
}

function variable(place: string, name: string): FillTemplate {
  switch (place) {
    case 'context':
      return ({ context }) => textOf(contextValue(context, name));
    case 'stageVariables':
      return ({ stageVariables }) => stageVariables[name] ?? '';
    case 'method.request.querystring':
      return ({ request }) => lastNamed(request.query, name);
    case 'method.request.path':
      return ({ request }) => ('pathParameters' in request ? (request.pathParameters[name] ?? '') : '');
    default:
      return ({ request }) => lastNamed(request.sent.headers, name);
  }
}

function lastNamed(pairs: readonly (readonly [string, string])[], name: string): string {
  return pairs.findLast(([key]) => key === name)?.[1] ?? '';
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
