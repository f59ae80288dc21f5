import type { Templated } from '../../../model/index.js';
import { lengths } from '../limits.js';
import { checkValue, type Side } from './mapping-values.js';
import type { Node } from './node.js';
import type { Reading } from './reading.js';
import { isReservedHeader } from './reserved-headers.js';

const requestTarget = /^(?:(?:append|overwrite|remove):(?:header|querystring)\..+|overwrite:path)$/;
const responseTarget = /^(?:(?:append|overwrite|remove):header\..+|overwrite:statuscode)$/;
const restTarget = /^(?:integration\.request|method\.response)\./;

/** @returns the request mappings of an HTTP API, `overwrite:header.x` → value (facts import-export.md c). */
export function readRequestParameters(reading: Reading, node: Node): Record<string, string> {
  for (const [target, entry] of node.entries()) checkTarget(reading, entry, { target, side: 'request' });
  return textsOf(readValues(reading, node, 'request'));
}

/** @returns the response mappings, by status code (PM-STATUS). */
export function readResponseParameters(reading: Reading, node: Node): Record<string, Record<string, string>> {
  return Object.fromEntries(
    node.entries().map(([status, mappings]) => {
      checkStatus(reading, mappings, status);
      for (const [target, entry] of mappings.entries()) checkTarget(reading, entry, { target, side: 'response' });
      return [status, textsOf(readValues(reading, mappings, 'response'))];
    }),
  );
}

function textsOf(values: Record<string, Templated>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([target, { text }]) => [target, text]));
}

/** @returns the values of mappings or of service arguments, each checked by itself. */
export function readValues(reading: Reading, node: Node, side: Side): Record<string, Templated> {
  if (node.exists && !node.isObject) {
    reading.messages.unverified(node.at, 'PM-GRAMMAR', 'Parameter mappings should be an object.');
  }
  return Object.fromEntries(
    node.entries().flatMap(([target, entry]) => {
      const value = reading.limited(entry, lengths.mappingValue);
      if (value === undefined) return [];
      checkValue(reading, entry, { target, value, side });
      return [[target, value]];
    }),
  );
}

function checkStatus({ messages }: Reading, node: Node, status: string): void {
  if (/^[2-5]\d\d$/.test(status)) return;
  const text = `Response mappings are keyed by a status from 200 to 599, and this is "${status}".`;
  messages.refuse(node.at, 'PM-STATUS', text);
}

function checkTarget({ messages }: Reading, node: Node, { target, side }: { target: string; side: Side }): void {
  if (restTarget.test(target)) {
    messages.unverified(node.at, 'PM-GRAMMAR', `"${target}" is a parameter mapping as REST APIs write it.`);
    return;
  }
  const allowed = side === 'request' ? requestTarget : responseTarget;
  if (!allowed.test(target)) {
    const form = side === 'request' ? 'overwrite:header.NAME, overwrite:path' : 'overwrite:header.NAME';
    messages.refuse(node.at, 'PM-GRAMMAR', `"${target}" is no target of a ${side} mapping, such as ${form}.`);
  }
  const header = /^\w+:header\.(.+)$/.exec(target)?.[1];
  if (header !== undefined && isReservedHeader(header)) {
    messages.refuse(node.at, 'PM-RESERVED', `The header ${header} is reserved and cannot be mapped.`);
  }
}
