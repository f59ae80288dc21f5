import type { HttpAuthorizer } from '../../../model/index.js';
import { quotas } from '../limits.js';
import { readAuthorizer } from './authorizers.js';
import { checkExtensions } from './extensions.js';
import type { Node } from './node.js';
import type { Reading } from './reading.js';

/** What a security scheme asks of a caller. `unreadable`: something we could not make out, told where it stands. */
export type Scheme = { kind: 'iam' } | { kind: 'authorizer'; authorizer: HttpAuthorizer } | { kind: 'unreadable' };

/** @returns the security schemes by name (facts import-export.md b.4). */
export function readSchemes(reading: Reading): Map<string, Scheme> {
  const section = reading.root.child('components').child('securitySchemes');
  const schemes = new Map(section.entries().map(([name, node]) => [name, readScheme(reading, name, node)] as const));
  const count = [...schemes.values()].filter(({ kind }) => kind === 'authorizer').length;
  if (count > quotas.authorizers) {
    const text = `There are ${count} authorizers, and ${quotas.authorizers} are allowed unless AWS has raised the quota.`;
    reading.messages.warn(section.at, 'Q-AUTHZ', text);
  }
  return schemes;
}

function readScheme(reading: Reading, name: string, written: Node): Scheme {
  const node = resolved(reading, written);
  checkExtensions(reading, node, 'scheme');
  const authtype = reading.text(node.child('x-amazon-apigateway-authtype'));
  const isIam = authtype?.text.toLowerCase() === 'awssigv4';
  if (authtype !== undefined && !isIam) {
    const text = `HTTP APIs know only the authtype awsSigv4, and this is "${authtype.text}".`;
    reading.messages.unverified(node.child('x-amazon-apigateway-authtype').at, 'XT-AUTHTYPE', text);
  }
  if (isIam) return { kind: 'iam' };
  if (!node.child('x-amazon-apigateway-authorizer').exists) {
    const text = `The security scheme "${name}" has no authorizer, so nothing would check it (HTTP APIs have no API keys).`;
    reading.messages.unverified(node.at, 'IS-KEY', text);
    return { kind: 'unreadable' };
  }
  const authorizer = readAuthorizer(reading, name, node);
  return authorizer ? { kind: 'authorizer', authorizer } : { kind: 'unreadable' };
}

function resolved(reading: Reading, node: Node): Node {
  const reference = node.child('$ref').value;
  return typeof reference === 'string' && reference.startsWith('#') ? reading.root.target(reference) : node;
}
