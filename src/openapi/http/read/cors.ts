import type { Cors } from '../../../model/index.js';
import { ranges } from '../limits.js';
import type { Node } from './node.js';
import type { Reading } from './reading.js';
import { engineOf } from './template.js';

const known = ['allowOrigins', 'allowMethods', 'allowHeaders', 'exposeHeaders', 'allowCredentials', 'maxAge'];

/** @returns the CORS configuration of `x-amazon-apigateway-cors` (XT-CORS), or undefined when there is none. */
export function readCors(reading: Reading): Cors | undefined {
  const node = reading.root.child('x-amazon-apigateway-cors');
  if (!node.exists) return undefined;
  if (!node.isObject) {
    reading.messages.unverified(node.at, 'XT-CORS', 'The CORS configuration should be an object.');
    return undefined;
  }
  checkKeys(reading, node);
  const maxAge = reading.integer(node.child('maxAge'), ranges.corsMaxAge);
  const cors: Cors = {
    allowOrigins: list(reading, node.child('allowOrigins')),
    allowMethods: list(reading, node.child('allowMethods')),
    allowHeaders: list(reading, node.child('allowHeaders')),
    exposeHeaders: list(reading, node.child('exposeHeaders')),
    allowCredentials: reading.flag(node.child('allowCredentials')) ?? false,
    ...(maxAge !== undefined && { maxAge }),
  };
  checkValues(reading, node, cors);
  return cors;
}

function list(reading: Reading, node: Node): string[] {
  return reading.texts(node).map(({ text }) => text);
}

function checkKeys(reading: Reading, node: Node): void {
  for (const [key, entry] of node.entries()) {
    if (!known.includes(key)) reading.messages.unverified(entry.at, 'XT-CORS', `CORS has no property "${key}".`);
  }
}

function checkValues({ messages }: Reading, node: Node, cors: Cors): void {
  cors.allowOrigins.forEach((origin, index) => {
    const at = node.child('allowOrigins').child(String(index)).at;
    if (!isOrigin(origin)) {
      messages.unverified(at, 'FE-CO-4', 'This is no origin: expected scheme://host[:port], *, https://* or http://*.');
    }
  });
  cors.allowMethods.forEach((method, index) => {
    const at = node.child('allowMethods').child(String(index)).at;
    if (method.length < 1 || method.length > 64) {
      messages.refuse(at, 'NM-CORS', 'A method should have 1 to 64 characters.');
    }
  });
  if (cors.allowCredentials && cors.allowOrigins.includes('*')) {
    const text = 'Credentials together with the origin * are refused by browsers.';
    messages.unverified(node.child('allowCredentials').at, 'XT-CORS', text);
  }
}

function isOrigin(text: string): boolean {
  if (text === '*' || engineOf({ text, raw: text }) !== undefined) return true;
  return /^https?:\/\/\*$/.test(text) || /^[a-z][a-z0-9+.-]*:\/\/[^/*\s?#]+$/i.test(text);
}
