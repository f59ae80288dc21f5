import { hash } from 'node:crypto';
import type { Deployment, GatewayRequest } from '../gateway.js';
import { lastHeader } from '../headers.js';
import { type QueryPair, readQuery } from '../query.js';
import { newTraceId } from '../trace-id.js';

/** One request as a REST API reads it, before it looks for a method. */
export interface Arrival {
  sent: GatewayRequest;
  /** As it came, where `sent` was unpacked. */
  packed?: GatewayRequest;
  /** In upper case; what `X-HTTP-Method-Override` asks for, when it is there (RT-ROUTE-METHOD-OVERRIDE). */
  method: string;
  /** Without the stage, percent-encoding and trailing slash kept, leading slashes as one (RT-PATH-DOUBLE-LEAD). */
  path: string;
  query: QueryPair[];
  requestId: string;
  extendedRequestId: string;
  /** Value of `X-Amzn-Trace-Id`. */
  traceId: string;
  time: Date;
  /** Only on a stage with a canary: whether it took the request (RT-CTX-CANARY). */
  isCanary?: boolean;
}

/** A request with the method that took it. */
export interface RoutedRequest extends Arrival {
  resource: { id: string; path: string };
  operationName?: string;
  /** As in the path: percent-encoding kept (RT-ENC-PARAM). */
  pathParameters: Record<string, string>;
}

/** What authorization learned about the caller; it goes into events and `$context`. */
export interface Caller {
  /** `requestContext.authorizer`. */
  authorizer?: Record<string, string | number | Record<string, string>>;
  /** Entries of `requestContext.identity`: `accessKey` of IAM, `apiKey` and `apiKeyId`. */
  identity: Record<string, string>;
  /** API key that a Lambda authorizer returned (`usageIdentifierKey`). */
  usageIdentifierKey?: string;
  /** IAM: the `Authorization` header stays behind (RT-IAM-HEADER). */
  signed: boolean;
}

/**
 * @param isCanary for a stage with a canary
 * @returns the request with its ids; the same request and ids give the same values.
 */
export function arrive(sent: GatewayRequest, deployment: Deployment, isCanary?: boolean): Arrival {
  const requestId = lastHeader(sent.headers, 'x-amzn-RequestId') ?? deployment.requestId();
  const time = deployment.now();
  return {
    sent,
    method: (lastHeader(sent.headers, 'X-HTTP-Method-Override') || sent.method).toUpperCase(),
    path: sent.rawPath.startsWith('//') ? sent.rawPath.replace(/^\/+/, '/') : sent.rawPath,
    // A semicolon splits the query like an ampersand (RT-ENC-QS-CHARS).
    query: readQuery(sent.rawQuery.replaceAll(';', '&')),
    requestId,
    extendedRequestId: `${hash('sha256', requestId, 'base64').slice(0, 15)}=`,
    traceId: lastHeader(sent.headers, 'X-Amzn-Trace-Id') ?? newTraceId(requestId, time),
    time,
    ...(isCanary !== undefined && { isCanary }),
  };
}

/** @returns the path as events have it: under a custom domain with what stands in front of it there (RT-DOM-BASE-STAGE, recorded). */
export function eventPath({ path }: Arrival, { basePath = '' }: Deployment): string {
  return basePath === '' ? path : `${basePath}${path}`;
}

/** @returns an opaque id of six letters and digits, as AWS gives resources and API keys; the same text gives the same id. */
export function opaqueId(text: string): string {
  return BigInt(`0x${hash('sha256', text, 'hex').slice(0, 16)}`)
    .toString(36)
    .padStart(6, '0')
    .slice(-6);
}
