import type { Templated } from '../../../model/index.js';
import { lengths, ranges } from '../limits.js';
import type { Node } from './node.js';
import { payloadFormatOf } from './payload-format.js';
import type { Reading } from './reading.js';
import { engineOf } from './template.js';

/** What all kinds of integration have in common. */
export interface RoleAndTimeout {
  credentials?: Templated;
  timeoutInMillis: number;
}

/** @returns role and timeout; AWS's default timeout is 30 seconds (Q-TIMEOUT). */
export function readRoleAndTimeout(reading: Reading, node: Node): RoleAndTimeout {
  const credentials = reading.text(node.child('credentials'));
  const timeoutInMillis = reading.integer(node.child('timeoutInMillis'), ranges.timeout) ?? ranges.timeout.most;
  return { ...(credentials && { credentials }), timeoutInMillis };
}

/** @returns the uri, or undefined (told) when there is none. */
export function readUri(reading: Reading, node: Node): Templated | undefined {
  const uri = reading.limited(node.child('uri'), lengths.uri);
  if (uri === undefined) reading.messages.refuse(node.at, 'XI-URI', 'The integration has no uri.');
  return uri;
}

/**
 * Reads the payload format version, which the extension's page calls required (XI-PFV). Only Lambda functions know
 * 2.0 (RT-HTTP-PAYVER, facts import-export.md d).
 */
export function readPayloadFormat(reading: Reading, node: Node, backend: 'lambda' | 'other'): '1.0' | '2.0' {
  const written = node.child('payloadFormatVersion');
  const version = payloadFormatOf(reading, written);
  if (version === 'missing') {
    reading.messages.unverified(node.at, 'XI-PFV', 'The integration has no payloadFormatVersion; 1.0 is assumed.');
    return '1.0';
  }
  if (version === '2.0' && backend === 'other') {
    reading.messages.refuse(written.at, 'XI-PFV', 'Payload format version 2.0 is for Lambda functions only.');
  }
  return version;
}

/** @returns whether a part of the text is filled in later, so that its form cannot be judged. */
export function isUnrendered(value: Templated): boolean {
  return engineOf(value) !== undefined || /\$\{(?:AWS::|stageVariables\.)/.test(value.text);
}
