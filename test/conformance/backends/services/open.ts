import type { ServiceCall } from '../../../../src/gateway/gateway.js';
import type { JsonObject } from '../../../../src/model/index.js';
import { Unsupported } from '../../case.js';
import { objectOf, textOf } from '../../values.js';
import { openDynamoDb } from './dynamodb.js';
import { openEvents } from './events.js';
import { openKinesis } from './kinesis.js';
import { openS3 } from './s3.js';
import type { ServiceStandIn } from './service.js';
import { openSqs } from './sqs.js';
import { openSsm } from './ssm.js';
import { openStates } from './states.js';

const standIns: Record<string, (backend: JsonObject) => ServiceStandIn> = {
  's3-object-store': openS3,
  sqs: openSqs,
  dynamodb: openDynamoDb,
  kinesis: openKinesis,
  ssm: openSsm,
  eventbridge: openEvents,
  stepfunctions: openStates,
};

/** Opens the service of a backend. @throws Unsupported for one that has no stand-in */
export function openService(backend: JsonObject): ServiceStandIn {
  const behaviour = textOf(backend['behaviour']);
  const open = Object.hasOwn(standIns, behaviour) ? standIns[behaviour] : undefined;
  if (!open) throw new Unsupported(`an AWS service that behaves as ${behaviour}`);
  return open(backend);
}

/** The path of a backend is that of its uri, variables and all. */
export function callsService(backend: JsonObject, { service, action, request }: ServiceCall): boolean {
  const { awsService, path, action: wanted } = objectOf(backend['match']);
  if (awsService !== service) return false;
  if (typeof wanted === 'string') return wanted === action;
  const fixed = textOf(path).split('{')[0] ?? '';
  return decodeURIComponent(new URL(request.url).pathname).replace(/^\/+/, '').startsWith(fixed.replace(/^\/+/, ''));
}
