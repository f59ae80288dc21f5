import type { HttpIntegration } from '../../../model/index.js';
import { isIntrinsic } from '../../templated.js';
import { checkPublic } from './connection.js';
import { readHttpProxy } from './http-proxy.js';
import { readLambda } from './lambda.js';
import type { Node } from './node.js';
import type { Reading } from './reading.js';
import { readService } from './services.js';

/** @returns the integration written at a node, or undefined (told) when ImportApi would make none. */
export type IntegrationReader = (written: Node) => HttpIntegration | undefined;

/**
 * Reads integrations. Routes that share one through `$ref` (XT-INTS) get the same object, as they get the same
 * integration from ImportApi; all others are separate even when they are equal.
 */
export function integrationReader(reading: Reading): IntegrationReader {
  const shared = new Map<string, HttpIntegration | undefined>();
  return (written) => {
    const reference = written.child('$ref').value;
    if (typeof reference !== 'string') return readIntegration(reading, written);
    if (!shared.has(reference)) shared.set(reference, readShared(reading, written, reference));
    return shared.get(reference);
  };
}

function readShared(reading: Reading, written: Node, reference: string): HttpIntegration | undefined {
  const target = reference.startsWith('#') ? reading.root.target(reference) : undefined;
  if (target?.exists) return readIntegration(reading, target);
  reading.messages.unverified(written.at, 'XT-INTS', `There is no shared integration ${reference}.`);
  return undefined;
}

function readIntegration(reading: Reading, node: Node): HttpIntegration | undefined {
  if (isIntrinsic(node.value)) {
    reading.text(node);
    reading.messages.unverified(node.at, 'IM-UNK', 'A function of CloudFormation stands for the whole integration.');
    return undefined;
  }
  const type = reading.text(node.child('type'))?.text ?? '';
  switch (type.toUpperCase()) {
    case 'AWS_PROXY':
      return readAwsProxy(reading, node);
    case 'HTTP_PROXY':
      checkProperties(reading, node);
      return readHttpProxy(reading, node);
    case 'AWS':
      reading.messages.warn(node.at, 'IM-W-AWS', 'HTTP APIs do not support integrations of type AWS.');
      return undefined;
    default:
      reading.messages.unverified(node.at, 'XI-TYPE', `HTTP APIs have no integrations of type "${type}".`);
      return undefined;
  }
}

function readAwsProxy(reading: Reading, node: Node): HttpIntegration | undefined {
  checkProperties(reading, node);
  checkPublic(reading, node);
  return node.child('integrationSubtype').exists ? readService(reading, node) : readLambda(reading, node);
}

const known = new Set([
  ...['type', 'uri', 'httpMethod', 'payloadFormatVersion', 'credentials', 'connectionType', 'connectionId'],
  ...['tlsConfig', 'timeoutInMillis', 'requestParameters', 'responseParameters', 'integrationSubtype'],
]);
const restOnly = new Set([
  ...['cacheKeyParameters', 'cacheNamespace', 'contentHandling', 'requestTemplates', 'responses'],
  ...['responseTransferMode', 'integrationTarget', 'integration-target'],
]);

function checkProperties({ messages }: Reading, node: Node): void {
  for (const [key, property] of node.entries()) {
    if (known.has(key) || (key.startsWith('x-') && !key.startsWith('x-amazon-'))) continue;
    if (key === 'passthroughBehavior') {
      messages.tell(property.at, 'XI-REST', 'passthroughBehavior has no effect in an HTTP API.');
    } else if (restOnly.has(key)) {
      messages.unverified(property.at, 'XI-REST', `${key} belongs to integrations of REST APIs.`);
    } else {
      messages.unverified(property.at, 'IM-UNK', `Integrations of HTTP APIs have no property "${key}".`);
    }
  }
}
