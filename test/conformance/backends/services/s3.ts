import { createHash } from 'node:crypto';
import type { GatewayResponse, ServiceCall } from '../../../../src/gateway/gateway.js';
import { firstHeader } from '../../../../src/gateway/headers.js';
import type { JsonObject } from '../../../../src/model/index.js';
import { Unsupported } from '../../case.js';
import { entriesOf, objectOf, textOf } from '../../values.js';
import { answered, type ServiceStandIn, type StoredObject, someId } from './service.js';

/** Objects of one bucket, called by path: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAPI.html */
export function openS3({ objects }: JsonObject): ServiceStandIn {
  const stored = new Map(entriesOf(objects).map(([key, content]) => [key, storedOf(objectOf(content))] as const));
  return {
    object: (key) => stored.get(key),
    answer(call) {
      const key = keyOf(call);
      switch (call.request.method) {
        case 'GET':
        case 'HEAD':
          return read(key, stored.get(key), new URL(call.request.url).searchParams);
        case 'PUT':
          return write(key, call, stored);
        case 'DELETE':
          stored.delete(key);
          return answered(204, []);
        default:
          throw new Unsupported(`${call.request.method} of an object of S3`);
      }
    },
  };
}

function storedOf({ text, base64, contentType }: JsonObject): StoredObject {
  const body = typeof base64 === 'string' ? Buffer.from(base64, 'base64') : Buffer.from(textOf(text));
  return { body, contentType: textOf(contentType) || 'binary/octet-stream' };
}

/** The bucket is the first segment. */
function keyOf({ request }: ServiceCall): string {
  return decodeURIComponent(new URL(request.url).pathname.split('/').slice(2).join('/'));
}

function read(key: string, object: StoredObject | undefined, query: URLSearchParams): GatewayResponse {
  if (!object) return answered(404, [['Content-Type', 'application/xml']], noSuchKey(key));
  const type = query.get('response-content-type') || object.contentType;
  return answered(
    200,
    [
      ['ETag', etag(object)],
      ['Content-Type', type],
    ],
    object.body,
  );
}

function write(key: string, { request }: ServiceCall, stored: Map<string, StoredObject>): GatewayResponse {
  const contentType = firstHeader(request.headers, 'Content-Type') ?? 'binary/octet-stream';
  const object = { body: request.body ?? new Uint8Array(), contentType };
  stored.set(key, object);
  return answered(200, [['ETag', etag(object)]]);
}

/** @returns the MD5 of the bytes, in quotes as S3 sends it */
function etag({ body }: StoredObject): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function noSuchKey(key: string): string {
  const parts = `<Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>${key}</Key>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${parts}<RequestId>${someId}</RequestId><HostId>host</HostId></Error>`;
}
