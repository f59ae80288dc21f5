import {
  type HttpServiceIntegration,
  isServiceSubtype,
  type ServiceSubtype,
  type SubtypeArguments,
  serviceSubtypes,
} from '../../../model/index.js';
import { readPayloadFormat, readRoleAndTimeout } from './integration-properties.js';
import type { Node } from './node.js';
import { readValues } from './parameters.js';
import type { Reading } from './reading.js';

/** @returns a first-class AWS service integration, its arguments checked against AWS's list. */
export function readService(reading: Reading, node: Node): HttpServiceIntegration {
  const { messages } = reading;
  const subtype = reading.text(node.child('integrationSubtype'))?.text ?? '';
  const roleAndTimeout = readRoleAndTimeout(reading, node);
  if (roleAndTimeout.credentials === undefined) {
    messages.refuse(node.at, 'XI-CRED', 'A service integration needs credentials: a role that may call the action.');
  }
  readPayloadFormat(reading, node, 'other');
  const written = node.child('requestParameters');
  const values = readValues(reading, written, 'request');
  if (isServiceSubtype(subtype)) checkArguments(reading, written, subtype);
  else messages.refuse(node.child('integrationSubtype').at, 'XI-SUB', `AWS lists no integration subtype "${subtype}".`);
  return { kind: 'service', subtype, ...roleAndTimeout, arguments: values };
}

function checkArguments({ messages }: Reading, node: Node, subtype: ServiceSubtype): void {
  const { required, optional }: SubtypeArguments = serviceSubtypes[subtype];
  for (const name of required) {
    if (!node.child(name).exists) messages.refuse(node.at, 'XI-SUB', `${subtype} needs the argument ${name}.`);
  }
  for (const [name, value] of node.entries()) {
    if (!required.includes(name) && !optional.includes(name)) {
      messages.unverified(value.at, 'XI-SUB', `${subtype} has no argument "${name}".`);
    }
  }
}
