import type { HttpProxyIntegration, Templated } from '../../../model/index.js';
import { lengths } from '../limits.js';
import { readVpcLink } from './connection.js';
import { isUnrendered, readPayloadFormat, readRoleAndTimeout, readUri } from './integration-properties.js';
import type { Node } from './node.js';
import { readRequestParameters, readResponseParameters } from './parameters.js';
import type { Reading } from './reading.js';

const verbs = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'ANY']);
const privateTarget = /^arn:[^:]*:(?:elasticloadbalancing:[^:]*:[^:]*:listener\/|servicediscovery:).+$/;

/** @returns an HTTP proxy integration, public or through a VPC link; undefined (told) without a uri. */
export function readHttpProxy(reading: Reading, node: Node): HttpProxyIntegration | undefined {
  const uri = readUri(reading, node);
  if (uri === undefined) return undefined;
  readPayloadFormat(reading, node, 'other');
  const vpcLinkId = readVpcLink(reading, node);
  checkTarget(reading, node.child('uri'), { uri, isPrivate: vpcLinkId !== undefined });
  const serverName = readServerName(reading, node.child('tlsConfig'), vpcLinkId !== undefined);
  return {
    kind: 'http-proxy',
    uri,
    method: readMethod(reading, node),
    ...readRoleAndTimeout(reading, node),
    ...(vpcLinkId && { vpcLinkId }),
    ...(serverName !== undefined && { serverNameToVerify: serverName }),
    requestParameters: readRequestParameters(reading, node.child('requestParameters')),
    responseParameters: readResponseParameters(reading, node.child('responseParameters')),
  };
}

interface Target {
  uri: Templated;
  isPrivate: boolean;
}

function checkTarget({ messages }: Reading, node: Node, { uri, isPrivate }: Target): void {
  if (isUnrendered(uri)) return;
  if (isPrivate && !privateTarget.test(uri.text)) {
    messages.unverified(node.at, 'XI-URI', 'Behind a VPC link the uri is the ARN of a listener or Cloud Map service.');
  }
  if (!isPrivate && !/^https?:\/\/./i.test(uri.text)) {
    messages.unverified(node.at, 'XI-URI', 'The uri of an HTTP backend starts with http:// or https://.');
  }
}

function readMethod(reading: Reading, node: Node): string {
  const method = reading.text(node.child('httpMethod'));
  if (method === undefined) {
    reading.messages.unverified(node.at, 'XI-METHOD', 'The integration has no httpMethod; ANY is assumed.');
    return 'ANY';
  }
  const verb = method.text.toUpperCase();
  if (!isUnrendered(method) && !verbs.has(verb)) {
    reading.messages.unverified(node.child('httpMethod').at, 'XI-METHOD', `"${method.text}" is not a known method.`);
  }
  return isUnrendered(method) ? method.text : verb;
}

function readServerName(reading: Reading, node: Node, isPrivate: boolean): string | undefined {
  const name = reading.limited(node.child('serverNameToVerify'), lengths.serverName);
  if (name !== undefined && !isPrivate) {
    const text = 'serverNameToVerify is for backends behind a VPC link.';
    reading.messages.unverified(node.child('serverNameToVerify').at, 'XI-TLS', text);
  }
  for (const [key, property] of node.entries()) {
    if (key !== 'serverNameToVerify') {
      reading.messages.unverified(property.at, 'XI-TLS', `HTTP APIs have no TLS setting "${key}".`);
    }
  }
  return name?.text;
}
