import type { GatewayResponse, Header, ServiceCall } from '../../../../src/gateway/gateway.js';
import type { Json, JsonObject } from '../../../../src/model/index.js';
import { Unsupported } from '../../case.js';

/** A small stand-in of an AWS service: it lives as long as its case. */
export interface ServiceStandIn {
  answer(call: ServiceCall): GatewayResponse;
  /** @returns what the client of the service reads after the request, by the name that the case gives to the reading */
  reads?: Record<string, () => Json>;
  /** @returns an object of S3 */
  object?(key: string): StoredObject | undefined;
}

export interface StoredObject {
  body: Uint8Array;
  contentType: string;
}

/** Ids and times that a recording replaced: nobody compares them. */
export const someId = 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';

export function jsonAnswer(value: JsonObject, status = 200, type = 'application/x-amz-json-1.0'): GatewayResponse {
  return answered(status, [['Content-Type', type]], JSON.stringify(value));
}

export function answered(status: number, headers: Header[], body: string | Uint8Array = ''): GatewayResponse {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return {
    status,
    headers: [['x-amzn-RequestId', someId], ...headers, ['Content-Length', `${bytes.length}`]],
    body: bytes,
  };
}

/** What a JSON protocol answers to an action that the service does not have. */
export function unknownAction({ service, action }: ServiceCall): never {
  throw new Unsupported(`${action ?? 'a call without an action'} of the stand-in of ${service}`);
}
