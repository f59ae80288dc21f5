import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../src/model/index.js';
import type { ServiceStandIn } from './backends/services/service.js';
import { Unsupported } from './case.js';
import { differences, type Matching, newMatching } from './matchers.js';
import { follow, objectOf, textOf } from './values.js';

/** @returns what is wrong with an object of S3 after the request */
export function storedDifferences(wanted: JsonObject, services: readonly ServiceStandIn[]): string[] {
  const key = textOf(wanted['key']);
  const object = services.find((service) => service.object)?.object?.(key);
  if (wanted['absent'] === true) return object ? [`object ${key} is there`] : [];
  if (!object) return [`object ${key} is not there`];
  const body = Buffer.from(object.body);
  const { text, base64 } = objectOf(wanted['body']);
  const actual: JsonObject = {
    contentType: object.contentType,
    contentLength: body.length,
    md5: createHash('md5').update(body).digest('hex'),
    body: text === undefined ? { base64: body.toString('base64') } : { text: body.toString('utf8') },
  };
  const { contentType, contentLength, md5 } = wanted;
  const told = { contentType, contentLength, md5, body: (text ?? base64) ? wanted['body'] : undefined };
  return Object.entries(told).flatMap(([name, value]) =>
    value === undefined ? [] : differences(value, actual[name], newMatching(), `stored ${name}`),
  );
}

/** A reading is an operation of the service's client, and a path into what it gives. */
export function observedDifferences(
  { read, result }: JsonObject,
  services: readonly ServiceStandIn[],
  matching: Matching,
): string[] {
  const [operation = '', ...path] = textOf(read).split('/');
  const reading = services.flatMap(({ reads }) => reads?.[operation] ?? []).at(0);
  if (!reading) throw new Unsupported(`reading ${operation} after the request`);
  const wanted: Json = result ?? null;
  return differences(wanted, follow(reading(), path), matching, operation);
}
