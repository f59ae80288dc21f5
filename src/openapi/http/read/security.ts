import type { RouteAuthorization } from '../../../model/index.js';
import { lengths, quotas } from '../limits.js';
import type { Node } from './node.js';
import type { Reading } from './reading.js';
import type { Scheme } from './schemes.js';

/** The security schemes of a document, by name. */
export type Schemes = ReadonlyMap<string, Scheme>;

/**
 * Reads who may call a route (facts import-export.md b.4). Where the document is unclear the stricter reading is
 * returned: a requirement that we cannot resolve stays an authorizer of that name, and is never taken for none.
 */
export function readAuthorization(reading: Reading, operation: Node, schemes: Schemes): RouteAuthorization {
  const required = readRequirement(reading, operation.child('security'), schemes);
  const isIam = readAuthExtension(reading, operation.child('x-amazon-apigateway-auth'), required);
  return isIam && required.kind === 'none' ? { kind: 'iam' } : required;
}

/** @returns whether `x-amazon-apigateway-auth` asks for IAM (IS-IAM1; values without letter case). */
function readAuthExtension({ messages }: Reading, node: Node, required: RouteAuthorization): boolean {
  if (!node.exists) return false;
  const type = String(node.child('type').value ?? '').toUpperCase();
  if (type === 'AWS_IAM') {
    if (required.kind === 'authorizer') {
      messages.refuse(node.at, 'IM-ERR-MULTISEC', 'IAM and an authorizer on one route: only one is allowed.');
    }
    return true;
  }
  if (type !== 'NONE') messages.unverified(node.at, 'XT-AUTH', 'The type should be AWS_IAM or NONE.');
  else if (required.kind !== 'none') {
    messages.unverified(node.at, 'XT-AUTH', 'This opens the route, and its security requirement closes it.');
  }
  return false;
}

function readRequirement(reading: Reading, security: Node, schemes: Schemes): RouteAuthorization {
  if (!security.exists) return { kind: 'none' };
  const { messages, root } = reading;
  const requirements = security.items().flatMap((item) => item.entries());
  const [first, ...others] = requirements;
  if (others.length > 0) {
    const text = `${requirements.length} security requirements, and HTTP APIs allow one on a route.`;
    messages.refuse(security.at, 'IM-ERR-MULTISEC', text);
  }
  if (first === undefined) {
    if (root.child('security').items().length > 0 || security.items().length > 0) {
      const text = 'An empty security requirement: whether it opens the route is unknown.';
      messages.unverified(security.at, 'IS-EMPTY', text);
    }
    return { kind: 'none' };
  }
  return authorizationOf(reading, { name: first[0], scopes: first[1] }, schemes);
}

interface Requirement {
  name: string;
  scopes: Node;
}

function authorizationOf(reading: Reading, { name, scopes: node }: Requirement, schemes: Schemes): RouteAuthorization {
  const scheme = schemes.get(name);
  if (scheme === undefined) {
    reading.messages.unverified(node.at, 'IM-UNK', `There is no security scheme "${name}".`);
  }
  const scopes = readScopes(reading, node);
  const takesScopes = scheme?.kind === 'authorizer' && scheme.authorizer.kind === 'jwt';
  if (scopes.length > 0 && scheme !== undefined && scheme.kind !== 'unreadable' && !takesScopes) {
    reading.messages.unverified(node.at, 'FE-AU-SCOPE', 'Only JWT authorizers check scopes, and this is none.');
  }
  return scheme?.kind === 'iam' ? { kind: 'iam' } : { kind: 'authorizer', name, scopes };
}

function readScopes(reading: Reading, node: Node): string[] {
  const scopes = reading.texts(node).map(({ text }) => text);
  scopes.forEach((scope, index) => {
    reading.checkLength(node.child(String(index)), scope, lengths.scope);
  });
  if (scopes.length > quotas.scopesPerRoute) {
    const text = `There are ${scopes.length} scopes, and ${quotas.scopesPerRoute} are allowed on a route.`;
    reading.messages.refuse(node.at, 'Q-SCOPES', text);
  }
  return scopes;
}

/** Root-level `security`: whether ImportApi applies it is unknown, so it is never counted on (IS-GLOBAL). */
export function checkRootSecurity({ messages, root }: Reading): void {
  const security = root.child('security');
  if (security.items().every((item) => item.entries().length === 0)) return;
  const text =
    'Security of the whole document: whether it protects routes without their own is unknown, and they are shown as open. Write it on each operation.';
  messages.unverified(security.at, 'IS-GLOBAL', text);
}
