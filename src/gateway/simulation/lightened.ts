import { isObject, type Json } from '../../model/index.js';
import type { BackendCall, Exchange, UpstreamRequest } from '../gateway.js';

/** Bytes of a body, and characters of a text in an event, that are kept of an exchange with long ones. */
const keptStart = 16 * 1024;
/** Members of one object or list. */
const keptMembers = 200;

/** @returns how long the bodies of an exchange are, together, in bytes; without looking at them. */
export function bodyBytes({ request, response, calls }: Exchange): number {
  let sum = (request.body?.length ?? 0) + response.body.length;
  for (const call of calls) if (call.kind !== 'lambda') sum += call.request.body?.length ?? 0;
  return sum;
}

/** @returns the exchange with the start of each long body and text, and how much more there was. */
export function lightened(exchange: Exchange): Exchange {
  const { request, response, calls } = exchange;
  return {
    ...exchange,
    request: { ...request, ...(request.body && { body: cutBytes(request.body) }) },
    calls: calls.map(lightenedCall),
    response: { ...response, body: cutBytes(response.body) },
  };
}

function lightenedCall(call: BackendCall): BackendCall {
  switch (call.kind) {
    case 'lambda':
      return { ...call, event: cutJson(call.event) };
    case 'http':
      return { ...call, request: lightenedUpstream(call.request) };
    case 'service': {
      const parameters = call.parameters && cutJson(call.parameters);
      const { parameters: _, ...rest } = call;
      return { ...rest, request: lightenedUpstream(call.request), ...(isObject(parameters) && { parameters }) };
    }
  }
}

function lightenedUpstream(request: UpstreamRequest): UpstreamRequest {
  return request.body ? { ...request, body: cutBytes(request.body) } : request;
}

/** The start as text; bytes that are no text are only counted. A new array: a view would hold on to the whole one. */
function cutBytes(body: Uint8Array): Uint8Array {
  if (body.length <= keptStart) return body;
  const start = textOf(body.subarray(0, keptStart));
  return new TextEncoder().encode(
    start === undefined
      ? `(${body.length} bytes that are no text)`
      : `${start}${more(body.length - keptStart, 'bytes')}`,
  );
}

/** A character that the cut goes through is left out. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function cutJson(value: Json): Json {
  if (typeof value === 'string') {
    // Through bytes and back, since a slice of a text holds on to the whole one.
    if (value.length <= keptStart) return value;
    return `${Buffer.from(value.slice(0, keptStart)).toString()}${more(value.length - keptStart, 'characters')}`;
  }
  if (Array.isArray(value)) return value.slice(0, keptMembers).map(cutJson);
  if (!isObject(value)) return value;
  const members = Object.entries(value).slice(0, keptMembers);
  return Object.fromEntries(members.map(([key, item]) => [key, cutJson(item ?? null)]));
}

function more(count: number, what: string): string {
  return `… (${count} more ${what})`;
}
