import type { Node } from './node.js';
import type { Reading } from './reading.js';

/** Extensions that ImportApi reads, by the kind of object they sit in (facts import-export.md, extensions). */
const known = {
  root: ['x-amazon-apigateway-importexport-version', 'x-amazon-apigateway-cors'],
  components: ['x-amazon-apigateway-integrations'],
  path: ['x-amazon-apigateway-any-method'],
  operation: ['x-amazon-apigateway-integration', 'x-amazon-apigateway-auth'],
  scheme: ['x-amazon-apigateway-authorizer', 'x-amazon-apigateway-authtype'],
} as const satisfies Record<string, string[]>;

/** Extensions of REST APIs without counterpart, and what is gone without them. */
const restOnly: Record<string, string> = {
  'x-amazon-apigateway-policy': 'resource policy; callers that it keeps out would get in',
  'x-amazon-apigateway-request-validator': 'request validation; invalid requests would reach the backend',
  'x-amazon-apigateway-request-validators': 'request validation; invalid requests would reach the backend',
  'x-amazon-apigateway-api-key-source': 'API keys; callers without a key would get in',
  'x-amazon-apigateway-gateway-responses': 'gateway responses',
  'x-amazon-apigateway-binary-media-types': 'binary media types',
  'x-amazon-apigateway-minimum-compression-size': 'compression',
  'x-amazon-apigateway-documentation': 'documentation parts',
  'x-amazon-apigateway-endpoint-access-mode': 'endpoint access mode',
  'x-amazon-apigateway-security-policy': 'security policy of their own',
};

/** Tells about AWS keys that ImportApi is not known to read here. Other `x-` keys are ignored by AWS, and here. */
export function checkExtensions({ messages }: Reading, owner: Node, kind: keyof typeof known): void {
  const read: readonly string[] = known[kind];
  for (const [key, node] of owner.entries()) {
    if (!key.startsWith('x-amazon-') || read.includes(key)) continue;
    const lost = restOnly[key];
    const text = lost === undefined ? `HTTP APIs know no ${key} here.` : `${key}: HTTP APIs have no ${lost}.`;
    messages.unverified(node.at, 'IM-UNK', text);
  }
}

/** The document's own version mark; only "1.0" exists (XT-VERS). */
export function checkVersionMark(reading: Reading): void {
  const node = reading.root.child('x-amazon-apigateway-importexport-version');
  const version = reading.text(node);
  if (version === undefined || ['1.0', '1'].includes(version.text)) return;
  reading.messages.unverified(node.at, 'XT-VERS', 'The only documented importexport-version is "1.0".');
}
