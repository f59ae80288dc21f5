import type { HttpLambdaIntegration } from '../../../model/index.js';
import { isUnrendered, readPayloadFormat, readRoleAndTimeout, readUri } from './integration-properties.js';
import type { Node } from './node.js';
import { readRequestParameters, readResponseParameters } from './parameters.js';
import type { Reading } from './reading.js';

/** The two forms of uri that reach a function (FE-INT-LURI). */
const functionUri =
  /^arn:[^:]*:apigateway:[^:]*:lambda:path\/2015-03-31\/functions\/.+\/invocations$|^arn:[^:]*:lambda:[^:]*:[^:]*:function:.+$/;

/** @returns a Lambda proxy integration, or undefined (told) when the uri names no function. */
export function readLambda(reading: Reading, node: Node): HttpLambdaIntegration | undefined {
  const uri = readUri(reading, node);
  if (uri === undefined) return undefined;
  if (/\/response-streaming-invocations$/.test(uri.text)) {
    const text = 'Functions that stream their response work with REST APIs only.';
    reading.messages.unverified(node.child('uri').at, 'FE-INT-STREAM', text);
  } else if (!isUnrendered(uri) && !functionUri.test(uri.text)) {
    const text = 'This uri names no Lambda function; other AWS services need an integrationSubtype.';
    reading.messages.refuse(node.child('uri').at, 'XI-URI', text);
    return undefined;
  }
  checkMethod(reading, node);
  return {
    kind: 'lambda',
    uri,
    payloadFormatVersion: readPayloadFormat(reading, node, 'lambda'),
    ...readRoleAndTimeout(reading, node),
    requestParameters: readRequestParameters(reading, node.child('requestParameters')),
    responseParameters: readResponseParameters(reading, node.child('responseParameters')),
  };
}

/** A function is always called with POST; without a method AWS fills it in. */
function checkMethod(reading: Reading, node: Node): void {
  const method = reading.text(node.child('httpMethod'));
  if (method === undefined || isUnrendered(method) || method.text.toUpperCase() === 'POST') return;
  reading.messages.unverified(node.child('httpMethod').at, 'XI-METHOD', 'Lambda functions are called with POST.');
}
