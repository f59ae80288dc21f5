import {
  type Integration,
  type Operation,
  plain,
  type ServiceUri,
  type SubtypeArguments,
  serviceSubtypes,
  type Templated,
} from '../../model/index.js';
import { renderedLike } from '../rendering.js';
import type { Action } from './actions.js';
import { argumentText, isRefused, type Refused } from './argument.js';
import type { ServiceCall } from './call.js';
import type { Field } from './fields.js';

/** What a ready action is called with, in the order of AWS's list. */
export type Arguments = Record<string, Templated>;

interface Called {
  call: ServiceCall;
  action: Action;
  uri: ServiceUri;
}

/** @returns the arguments of a ready action, or why they cannot be written */
export function argumentsOf(
  { call, action, uri }: Called,
  operation: Operation,
  integration: Integration,
): Arguments | Refused {
  if (integration.credentials === undefined) return { reason: 'it names no role, and a ready action needs one' };
  const written = new Map<string, Templated>();
  for (const [name, field] of call.fields) {
    const argument = Object.hasOwn(action.names, name) ? action.names[name] : undefined;
    if (argument === undefined) return { reason: `it has no argument for ${name}` };
    const value = argumentValue(field, { argument, action, call, operation, integration });
    if (isRefused(value)) return { reason: `of ${name}, ${value.reason}` };
    written.set(argument, value);
  }
  const region = regionOf(uri, integration);
  if (region !== undefined && isRefused(region)) return region;
  if (region) written.set('Region', region);
  return inOrder(written, serviceSubtypes[action.subtype]);
}

function inOrder(written: Map<string, Templated>, { required, optional }: SubtypeArguments): Arguments | Refused {
  const missing = required.find((name) => !written.has(name));
  if (missing !== undefined) return { reason: `it does not say ${missing}` };
  return Object.fromEntries(
    [...required, ...optional].flatMap((name) => {
      const value = written.get(name);
      return value ? [[name, value]] : [];
    }),
  );
}

interface ArgumentOf {
  argument: string;
  action: Action;
  call: ServiceCall;
  operation: Operation;
  integration: Integration;
}

function argumentValue(field: Field, { argument, action, call, operation, integration }: ArgumentOf) {
  const text = argumentText(field, {
    operation,
    isJsonText: action.jsonText?.includes(argument) ?? false,
    isBlob: action.blobs?.includes(argument) ?? false,
    isForm: call.isForm,
  });
  if (isRefused(text)) return text;
  return renderedLike(originOf(integration), text) ?? { reason: 'a function makes a part that Fn::Sub cannot' };
}

/** Placeholders of templates and uri are filled in by the same engine: where one of them is a function, by CloudFormation. */
function originOf({ templates, uri }: Integration): Templated {
  const values = [...templates.map(({ template }) => template), ...(uri ? [uri] : [])];
  return values.find(({ raw }) => typeof raw !== 'string') ?? plain('');
}

/** An HTTP API calls its own region unless told otherwise. Which region that is, only `${AWS::Region}` tells. */
function regionOf({ region }: ServiceUri, integration: Integration): Templated | Refused | undefined {
  if (region === '${AWS::Region}' || region === '') return undefined;
  return renderedLike(originOf(integration), region) ?? { reason: 'a function makes its region' };
}
