import type { Json } from '../model/index.js';

/** Bytes that Lambda takes as the event of one call (RT-LIM-LAMBDA). */
const LARGEST_EVENT = 6 * 1024 * 1024;

/**
 * Tells whether Lambda refuses an event for its size. It is measured only when the body alone could do it: base64 and escapes
 * make it grow (RT-LIM-413-LAMBDA).
 */
export function isTooLargeForLambda(body: Uint8Array | undefined, event: Json): boolean {
  return (
    body !== undefined && body.length > LARGEST_EVENT / 8 && Buffer.byteLength(JSON.stringify(event)) > LARGEST_EVENT
  );
}
