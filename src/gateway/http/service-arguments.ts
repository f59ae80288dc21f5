import type { Json, JsonObject } from '../../model/index.js';
import { jsonOf } from '../../model/index.js';
import { jsonText } from '../json-text.js';

/** The form a value has in the service's own protocol; parameter mapping only makes text. */
export type ValueForm = 'text' | 'number' | 'time' | 'json' | 'list' | 'blob';

/** By the name of the gateway's argument: the service's own name for it, and the form of its value. */
export type Members = Readonly<Record<string, readonly [name: string, form: ValueForm]>>;

/**
 * Writes arguments as the service takes them. What has not the form that the service asks for goes on as text: to refuse it is
 * up to the service.
 *
 * @param values what the request gives for each argument
 * @returns the members of the call, without those that have no value (PM-MISSING, U)
 */
export function membersOf(values: ReadonlyMap<string, string>, members: Members): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([argument, [name, form]]) => {
      const value = values.get(argument);
      return value === undefined ? [] : [[name, formed(value, form)]];
    }),
  );
}

function formed(value: string, form: ValueForm): Json {
  switch (form) {
    case 'text':
      return value;
    case 'number':
      return /^-?\d+$/.test(value) ? Number(value) : value;
    case 'time':
      return epochSeconds(value) ?? value;
    case 'json':
      return written(jsonOf(value)) ?? value;
    case 'list': {
      const list = written(jsonOf(value));
      return Array.isArray(list) ? list : [value];
    }
    case 'blob':
      // Whether AWS encodes the value is not known (SN-KB64); the protocol has no other form for bytes.
      return Buffer.from(value, 'utf8').toString('base64');
  }
}

/** What could not be sent is no form of its own. */
function written(value: Json | undefined): Json | undefined {
  return value === undefined || jsonText(value) === undefined ? undefined : value;
}

/** Timestamps of the JSON protocols are seconds: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
function epochSeconds(value: string): number | undefined {
  const millis = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value);
  return Number.isNaN(millis) ? undefined : millis / 1000;
}
