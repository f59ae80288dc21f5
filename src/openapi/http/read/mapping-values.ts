import type { Templated } from '../../../model/index.js';
import type { Node } from './node.js';
import type { Reading } from './reading.js';

export type Side = 'request' | 'response';

/** A mapping's value together with what it is for. */
export interface MappingValue {
  target: string;
  value: Templated;
  side: Side;
}

/** What a value may take something from (PV-*), without the dollar sign. */
const sources: Record<Side, RegExp> = {
  request:
    /^(?:request\.(?:header|querystring|path)\..+|request\.(?:path|body)|request\.body\..+|(?:context|stageVariables)\..+)$/,
  response: /^(?:response\.header\..+|response\.body(?:\..+)?|(?:context|stageVariables)\..+)$/,
};
const restSource = /^(?:method\.request|integration\.response|context|stageVariables)\.\S+$/;

/** Checks the right side of a mapping. The value itself is never repeated in a message: a constant may be a secret. */
export function checkValue({ messages }: Reading, node: Node, { target, value: { text }, side }: MappingValue): void {
  if (target.startsWith('remove:')) {
    if (text !== "''") messages.unverified(node.at, 'PV-REMOVE', "The value of a remove mapping is ''.");
    return;
  }
  if (restSource.test(text)) {
    const form = text.replace(/^method\./, '').replace(/^integration\./, '');
    const hint = `Written as for REST APIs; HTTP APIs would take it for constant text. Write $${form}.`;
    messages.unverified(node.at, 'PM-GRAMMAR', hint);
  } else if (/^'.*'$/s.test(text)) {
    const hint = 'Constants of HTTP APIs have no quotes; these would be part of the value.';
    messages.unverified(node.at, 'PM-GRAMMAR', hint);
  }
  if (/(?!^)\$(?:request|response|context|stageVariables)\./.test(text)) {
    messages.unverified(node.at, 'PV-MIX', 'Within other text a value needs braces, as in ${request.header.NAME}.');
  }
  for (const expression of expressionsOf(text)) checkExpression(node, expression, { messages, side });
}

/** `$request.header.a` as the whole value, or any number of `${…}` within it (PV-MIX). */
function expressionsOf(text: string): string[] {
  if (/^\$[A-Za-z]/.test(text)) return [text.slice(1)];
  return [...text.matchAll(/\$\{((?:request|response|context|stageVariables)[^}]*)\}/g)].map(
    ([, inner]) => inner ?? '',
  );
}

function checkExpression(
  node: Node,
  expression: string,
  { messages, side }: { messages: Reading['messages']; side: Side },
): void {
  if (!/^(?:request|response|context|stageVariables)\b/.test(expression)) {
    messages.unverified(node.at, 'PM-GRAMMAR', `The value starts with $, and is no expression of a ${side} mapping.`);
  } else if (!sources[side].test(expression)) {
    messages.unverified(node.at, 'PM-GRAMMAR', `A ${side} mapping cannot take its value from $${expression}.`);
  } else if (/^\w+\.body\b.*(?:\.\.|\?\()/.test(expression)) {
    messages.refuse(node.at, 'PV-BODY', 'Paths into the body allow neither ".." nor filters.');
  }
}
