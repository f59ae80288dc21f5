import type { Integration } from '../../model/index.js';
import { decodeBase64 } from './binary.js';

/** A body between two conversions. Templates read text only. */
export type Payload = Uint8Array | string;

/** What decides how a body is converted. */
export interface Conversion {
  /** Its `Content-Type` is one of the API's binary media types. */
  isBinary: boolean;
  /** `CONVERT_TO_BINARY`, `CONVERT_TO_TEXT`; absent: as it comes. */
  contentHandling?: string | undefined;
}

/**
 * Converts the body of a request for the integration (RT-NPX-CH-REQ-*).
 *
 * @returns `undefined` when it should be base64, and is not: API Gateway answers 500
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function convertRequestBody(body: Uint8Array, { isBinary, contentHandling }: Conversion): Payload | undefined {
  const wanted = contentHandling?.toUpperCase();
  if (isBinary) return wanted === 'CONVERT_TO_TEXT' ? base64(body) : body;
  return wanted === 'CONVERT_TO_BINARY' ? decodeBase64(text(body)) : text(body);
}

/**
 * Converts the body of an integration's answer for the client (RT-NPX-CH-RES-*). What the client accepts counts only where
 * the definition says nothing (recorded).
 *
 * @returns `undefined` when it should be base64, and is not: API Gateway answers 500
 */
export function convertResponseBody(
  body: Uint8Array,
  { isBinary, acceptsBinary, contentHandling }: Conversion & { acceptsBinary: boolean },
): Payload | undefined {
  const wanted = contentHandling?.toUpperCase() ?? (acceptsBinary ? 'CONVERT_TO_BINARY' : 'CONVERT_TO_TEXT');
  if (isBinary) return wanted === 'CONVERT_TO_TEXT' ? base64(body) : body;
  return wanted === 'CONVERT_TO_BINARY' ? decodeBase64(text(body)) : text(body);
}

/** @returns `contentHandling` of the request side of an integration. */
export function contentHandlingOf({ extras }: Integration): string | undefined {
  const value = extras.find(({ kind }) => kind === 'content-handling')?.value;
  return typeof value === 'string' ? value : undefined;
}

/** @returns the bytes that travel. */
export function bytesOf(payload: Payload): Uint8Array {
  return typeof payload === 'string' ? Buffer.from(payload) : payload;
}

/** @returns a payload as text; what is not UTF-8 is lost (recorded). */
export function textOf(payload: Payload): string {
  return typeof payload === 'string' ? payload : text(payload);
}

function text(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

function base64(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64');
}
