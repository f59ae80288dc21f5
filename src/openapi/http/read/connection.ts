import type { Templated } from '../../../model/index.js';
import { lengths } from '../limits.js';
import { isUnrendered } from './integration-properties.js';
import type { Node } from './node.js';
import type { Reading } from './reading.js';

/** @returns the VPC link of an integration, or undefined when it is public or (told) the definition gives no id. */
export function readVpcLink(reading: Reading, node: Node): Templated | undefined {
  const { messages } = reading;
  const type = reading.text(node.child('connectionType'));
  const id = reading.limited(node.child('connectionId'), lengths.connectionId);
  const isPrivate = type?.text.toUpperCase() === 'VPC_LINK';
  if (isPrivate && id === undefined) messages.refuse(node.at, 'XI-CONNT', 'VPC_LINK needs a connectionId.');
  if (!isPrivate && id !== undefined) {
    messages.unverified(node.child('connectionId').at, 'XI-CONNT', 'A connectionId without connectionType VPC_LINK.');
  }
  if (type !== undefined && !isUnrendered(type) && !['VPC_LINK', 'INTERNET'].includes(type.text.toUpperCase())) {
    messages.refuse(node.child('connectionType').at, 'XI-CONNT', 'The connectionType should be INTERNET or VPC_LINK.');
  }
  return isPrivate ? id : undefined;
}

/**
 * Tells when something other than an HTTP backend is put behind a VPC link: the service model of HTTP APIs has private
 * integrations as HTTP_PROXY only (FE-INT-VPC2).
 */
export function checkPublic(reading: Reading, node: Node): void {
  readVpcLink(reading, node);
  const type = node.child('connectionType');
  if (String(type.value).toUpperCase() !== 'VPC_LINK') return;
  reading.messages.unverified(type.at, 'XI-CONNT', 'Only HTTP_PROXY integrations go through a VPC link.');
}
