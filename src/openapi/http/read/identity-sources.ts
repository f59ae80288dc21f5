import type { Node } from './node.js';
import type { Reading } from './reading.js';
import { engineOf } from './template.js';

const syntax = /^\$(?:request\.(?:header|querystring)|context|stageVariables)\.\S+$/;
const jwtSyntax = /^\$request\.(?:header|querystring)\.\S+$/;
const restSyntax = /^(?:method\.request|context|stageVariables)\./;

/**
 * Reads where an authorizer finds the caller's identity: a list, or one text with commas (XA-ID).
 *
 * @returns the sources as written, without those that no HTTP API could use
 */
export function readIdentitySources(reading: Reading, node: Node, type: 'request' | 'jwt'): string[] {
  if (!node.exists) return [];
  const items = Array.isArray(node.value) ? node.items() : [node];
  return items.flatMap((item) => sourcesOf(reading, item).filter((source) => check(reading, item, { source, type })));
}

function sourcesOf(reading: Reading, node: Node): string[] {
  const text = reading.text(node)?.text ?? '';
  return text
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '');
}

function check({ messages }: Reading, node: Node, { source, type }: { source: string; type: 'request' | 'jwt' }) {
  const allowed = type === 'jwt' ? jwtSyntax : syntax;
  if (allowed.test(source) || engineOf({ text: source, raw: source }) !== undefined) return true;
  const where = type === 'jwt' ? '$request.header.NAME or $request.querystring.NAME' : '$request.header.NAME and so on';
  const what = restSyntax.test(source) ? 'is written as for REST APIs' : 'is no identity source';
  messages.refuse(node.at, 'XA-ID', `"${source}" ${what}; HTTP APIs want ${where}.`);
  return false;
}
