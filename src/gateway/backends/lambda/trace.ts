import { isObject, type Json } from '../../../model/index.js';

/** @returns the trace id that an event of an API has among its headers */
export function traceIdOf(event: Json): string | undefined {
  const headers = isObject(event) ? event['headers'] : undefined;
  if (!isObject(headers)) return undefined;
  const value = headers['X-Amzn-Trace-Id'] ?? headers['x-amzn-trace-id'];
  return typeof value === 'string' ? value : undefined;
}
