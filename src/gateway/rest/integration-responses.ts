import { type IntegrationResponse, isObject, type JsonObject, type Templated } from '../../model/index.js';
import type { GatewayResponse, Header } from '../gateway.js';
import { firstHeader, mediaType, withHeader } from '../headers.js';
import { acceptsBinary, isBinary } from './binary.js';
import { bytesOf, convertResponseBody, type Payload, textOf } from './content-handling.js';
import { isStop, misconfigured, type Stop } from './faults.js';
import { type IntegrationRequest, withAnswer } from './integration.js';
import { javaRegex } from './java-regex.js';
import { type MappingScope, mappedValues } from './mappings.js';
import { responseTemplate } from './passthrough.js';
import { remapMappedHeaders } from './replies.js';
import { renderTemplate } from './templates.js';

/**
 * Chooses the integration response: the first whose pattern fits, else the default one. A pattern must fit the whole text:
 * AWS warns that `.+` does not fit one with a line break in it, which it would from the start (RT-NPX-SEL-REGEX).
 *
 * @param value what patterns are compared with: a status, or the message of a function's error, which is empty when there is
 *   none; absent picks the default
 * @returns 500 when none fits and there is no default (RT-NPX-SEL-DEFAULT)
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html
 */
export function selectResponse(responses: readonly IntegrationResponse[], value?: string): IntegrationResponse | Stop {
  const fallback = responses.find(({ pattern }) => pattern === 'default');
  if (value !== undefined) {
    for (const response of responses) {
      if (response.pattern === 'default') continue;
      const regex = selectionPattern(response);
      if (!regex) return { notSimulated: `selection pattern ${response.pattern}` };
      if (regex.test(value)) return response;
    }
  }
  return fallback ?? misconfigured();
}

const patterns = new WeakMap<IntegrationResponse, { regex: RegExp | undefined }>();

/** Compiled once for each response of the definition. */
function selectionPattern(response: IntegrationResponse): RegExp | undefined {
  const known = patterns.get(response) ?? { regex: javaRegex(response.pattern, 'whole') };
  patterns.set(response, known);
  return known.regex;
}

/** What a backend answered. */
export interface IntegrationAnswer {
  headers: readonly Header[];
  body: Uint8Array;
}

/**
 * Answers the client with what a backend answered: conversion of the body, then header mappings, template, overrides.
 *
 * @param value what selects the integration response
 */
export async function answerClient(
  answer: IntegrationAnswer,
  value: string,
  { call, scope }: { call: IntegrationRequest; scope: MappingScope },
): Promise<GatewayResponse | Stop> {
  const response = selectResponse(call.integration.responses, value);
  if (isStop(response)) return response;
  const payload = convertedBody(answer, response, call);
  if (payload === undefined) return misconfigured();
  const mapped = await mapResponse(response, withAnswer(scope, { ...answer, body: payload }));
  if (isStop(mapped)) return mapped;
  // RT-RHDR-TRACE
  return { ...mapped, headers: [...mapped.headers, ['X-Amzn-Trace-Id', call.request.traceId]] };
}

function convertedBody(
  { headers, body }: IntegrationAnswer,
  { contentHandling }: IntegrationResponse,
  { request, settings: { binaryMediaTypes } }: IntegrationRequest,
): Payload | undefined {
  return convertResponseBody(body, {
    isBinary: isBinary(mediaType(firstHeader(headers, 'Content-Type') ?? ''), binaryMediaTypes),
    acceptsBinary: binaryMediaTypes.length > 0 && acceptsBinary(request.sent.headers, binaryMediaTypes),
    contentHandling,
  });
}

/**
 * Makes the client's answer: status, header mappings, template, and the overrides that templates set (RT-VTL-CTX-OVERRIDE,
 * RT-VTL-CTX-OVERRIDE-EARLY). That the method declares the status is seen to when the API is made (RT-NPX-METHODRESP).
 *
 * @param scope with the answer, where there is one
 */
export async function mapResponse(response: IntegrationResponse, scope: MappingScope): Promise<GatewayResponse | Stop> {
  const headers = mapHeaders(response, scope);
  if (isStop(headers)) return headers;
  const template = responseTemplate(response.templates, scope.request);
  const body = template ? await rendered(template.template, scope) : bytesOf(scope.answer?.body ?? '');
  if (isStop(body)) return body;
  const override = isObject(scope.context['responseOverride']) ? scope.context['responseOverride'] : {};
  const status = overriddenStatus(override) ?? Number(response.statusCode ?? 200);
  return { status, headers: remapMappedHeaders(withOverrides(headers, override)), body };
}

function mapHeaders(response: IntegrationResponse, scope: MappingScope): Header[] | Stop {
  const headers: Header[] = [];
  for (const { header, source } of response.headers) {
    const values = mappedValues(source, scope);
    if (isStop(values)) return values;
    headers.push(...values.map((value): Header => [header, value]));
  }
  return headers;
}

/** A template that would read bytes fails (RT-VTL-BADUTF8); where the backend sent none there is nothing to read. */
async function rendered(template: Templated, scope: MappingScope): Promise<Uint8Array | Stop> {
  const answer = scope.answer?.body ?? '';
  if (typeof answer !== 'string' && answer.length > 0) return misconfigured();
  const text = await renderTemplate(template, scope, textOf(answer));
  return typeof text === 'string' ? Buffer.from(text) : text;
}

/** An integer from 100 to 599; anything else is ignored (RT-VTL-CTX-STATUS, C). */
function overriddenStatus({ status }: JsonObject): number | undefined {
  const number = typeof status === 'number' || typeof status === 'string' ? Number(status) : Number.NaN;
  return Number.isInteger(number) && number >= 100 && number <= 599 ? number : undefined;
}

function withOverrides(headers: Header[], { header }: JsonObject): Header[] {
  if (!isObject(header)) return headers;
  return Object.entries(header).reduce((all, [name, value]) => withHeader(all, name, String(value)), headers);
}
