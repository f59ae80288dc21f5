import type { Cors, GatewayResponse, RestApi } from '../model/index.js';
import type { Claim, Verdict } from './claim.js';
import { corsHeaderSentence, isCorsHeader } from './gateway-response-cors.js';
import { type HttpAnswer, type ResponseType, responseTypes } from './gateway-response-types.js';

/**
 * What becomes of customised gateway responses: the answers of HTTP APIs cannot be changed (FE-DEV-GWRESP). Only those
 * that change what callers of this API see are a loss.
 *
 * @param cors the CORS configuration that is written, if one is
 */
export function claimGatewayResponses(api: RestApi, cors: Cors | undefined): Claim[] {
  return api.gatewayResponses.map((response) => ({
    construct: { kind: 'gateway-response', at: response.at, name: response.type },
    ...verdictOf(response, api, cors),
  }));
}

function verdictOf(response: GatewayResponse, api: RestApi, cors: Cors | undefined): Verdict {
  const { type } = response;
  const known = responseTypes.get(type);
  const sent = known ? (known.occurs(api) ? [known] : []) : coveredBy(type, api);
  if (sent?.length === 0) {
    const message = `${type} is never sent: ${known?.absence ?? 'each answer that it stands for is customised by itself, or never sent'}.`;
    return { rule: 'gateway-responses/never-sent', outcome: 'dropped', message };
  }
  if (sent === undefined) {
    const message = `${type} is no gateway response that API Gateway has, so the file does not tell what it changes.`;
    return { rule: 'gateway-responses/custom', outcome: 'unknown', message };
  }
  const changes = changesOf(response, known);
  // Headers of an answer that nobody gives any more go with it; what refused the call is told where it stands.
  const corsHeaders = known?.gone ? [] : Object.entries(response.headers).filter(([name]) => isCorsHeader(name));
  if (changes.length === 0 && corsHeaders.length === 0) {
    const message = `${type} has the status and the body that API Gateway gives anyway; what HTTP APIs answer there: ${insteadOf(sent)}.`;
    return { rule: 'gateway-responses/same-answer', outcome: 'dropped', message };
  }
  if (corsHeaders.length === 0 && known?.http && isAnswer(response, known, known.http)) {
    const message = `${type} answers as HTTP APIs do by themselves: ${insteadOf(sent)}.`;
    return { rule: 'gateway-responses/same-answer', outcome: 'carried', message };
  }
  const sentence = corsHeaders.length === 0 ? '' : ` ${corsHeaderSentence(corsHeaders, cors)}`;
  if (changes.length === 0) {
    return { rule: 'gateway-responses/cors-headers', outcome: 'blocked', message: `${type}:${sentence}` };
  }
  const message = `${type} answers with ${changes.join(', ')}; clients of the HTTP API see instead: ${insteadOf(sent)}.${sentence}`;
  return { rule: 'gateway-responses/custom', outcome: 'blocked', message };
}

/** @returns the types that `DEFAULT_4XX` or `DEFAULT_5XX` still stands for in this API; undefined for a type that is none of AWS's */
function coveredBy(type: string, api: RestApi): ResponseType[] | undefined {
  const isCovered = { DEFAULT_4XX: (status: number) => status < 500, DEFAULT_5XX: (status: number) => status >= 500 }[
    type
  ];
  if (isCovered === undefined) return undefined;
  const own = new Set(api.gatewayResponses.map((response) => response.type));
  return [...responseTypes.entries()].flatMap(([name, each]) =>
    isCovered(each.status) && !own.has(name) && each.occurs(api) ? [each] : [],
  );
}

function insteadOf(sent: ResponseType[]): string {
  return [...new Set(sent.map(({ instead }) => instead))].join('; ');
}

/** What differs from AWS's own answer, apart from CORS headers. */
function changesOf({ statusCode, headers, templates }: GatewayResponse, known: ResponseType | undefined): string[] {
  const names = Object.keys(headers).filter((name) => !isCorsHeader(name));
  const isOwnStatus = statusCode === undefined || statusCode === String(known?.status);
  const bodies = Object.entries(templates).filter(([type, template]) => !isDefaultTemplate(type, template));
  return [
    ...(isOwnStatus ? [] : [`status ${statusCode}`]),
    ...(names.length === 0 ? [] : [`the headers ${names.join(', ')}`]),
    ...(bodies.length === 0 ? [] : ['a body of its own']),
  ];
}

/** AWS's default for all types (RT-GWR-*); another content type would be an answer of its own. */
function isDefaultTemplate(contentType: string, template: string): boolean {
  return (
    contentType === 'application/json' && template.replaceAll(/\s/g, '') === '{"message":$context.error.messageString}'
  );
}

/** @returns whether a response of constants is what an HTTP API answers by itself */
function isAnswer({ statusCode, headers, templates }: GatewayResponse, known: ResponseType, http: HttpAnswer): boolean {
  const [template, ...others] = Object.entries(templates);
  if (others.length > 0 || Object.keys(headers).length > 0) return false;
  if (Number(statusCode ?? known.status) !== http.status) return false;
  if (template === undefined || isDefaultTemplate(...template)) return known.message === http.message;
  const [contentType, text] = template;
  return (
    contentType === 'application/json' &&
    /^\{\s*"message"\s*:\s*"([^"$#\\]*)"\s*\}$/.exec(text.trim())?.[1] === http.message
  );
}
