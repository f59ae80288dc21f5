import { type Json, jsonOf } from '../../model/index.js';
import { queryJson, UnreadablePath } from '../json-path.js';
import { jsonText } from '../json-text.js';

/** Bytes. The body is cut here before the path is applied (PV-BODY). */
export const LONGEST_BODY = 100 * 1024;

/**
 * Reads a value of a JSON body by the part of JSONPath that HTTP APIs know: names, indices, `*`; neither `..` nor filters.
 *
 * @param body as received
 * @param path what follows `$request.body.`; empty for the whole body as text
 * @returns text as it is, other values as JSON; `undefined` where there is no such value, the body is not JSON, or HTTP APIs
 *   do not have the syntax of the path
 */
export function bodyValue(body: Uint8Array | undefined, path: string): string | undefined {
  if (!body || body.length === 0) return undefined;
  const text = Buffer.from(body.subarray(0, LONGEST_BODY)).toString('utf8');
  if (path === '' || path === '$') return text;
  // A broken body is the client's, and has no values.
  const root = jsonOf(text);
  const found = root === undefined ? undefined : valueAt(root, path);
  if (found === undefined) return undefined;
  return typeof found === 'string' ? found : jsonText(found);
}

function valueAt(root: Json, path: string): Json | undefined {
  try {
    return queryJson(root, path);
  } catch (error) {
    if (error instanceof UnreadablePath) return undefined;
    throw error;
  }
}
