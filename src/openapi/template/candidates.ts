import { below, isObject, type Json, type JsonObject, type Pointer } from '../../model/index.js';
import type { ApiType } from '../document.js';
import { isIntrinsic, templatedOf } from '../templated.js';
import { withGlobals } from './globals.js';
import type { Draft } from './origins.js';
import { resourcesOf } from './resources.js';

/** A resource of a template that a definition of a REST API belongs to. */
export interface Candidate {
  logicalId: string;
  type: ApiType;
  /** Its properties with those of `Globals`, and their places. */
  properties: Draft;
  definition: Definition;
}

/** Where the definition of an API is. */
export type Definition =
  | { kind: 'inline'; property: BodyProperty; body: JsonObject }
  /** In a file or bucket that the template names. */
  | { kind: 'elsewhere'; at: Pointer; location: string }
  /** Only CloudFormation can tell. */
  | { kind: 'hidden'; at: Pointer; by: string };

export type BodyProperty = 'DefinitionBody' | 'Body';

const properties = {
  'AWS::Serverless::Api': { body: 'DefinitionBody', uri: 'DefinitionUri' },
  'AWS::ApiGateway::RestApi': { body: 'Body', uri: 'BodyS3Location' },
} as const;

/** @returns the APIs of a template that have a definition, here or elsewhere, in the order of the template */
export function candidatesOf(template: JsonObject): Candidate[] {
  return resourcesOf(template).flatMap((resource) => {
    const { logicalId, type } = resource;
    if (!isApiType(type)) return [];
    const draft = withGlobals(template, resource);
    const definition = definitionOf(type, draft);
    return definition ? [{ logicalId, type, properties: draft, definition }] : [];
  });
}

/** @returns whether resources of this type are REST APIs that may have a definition */
export function isApiType(type: string): type is ApiType {
  return Object.hasOwn(properties, type);
}

function definitionOf(type: ApiType, { root, origins }: Draft): Definition | undefined {
  const { body: property, uri } = properties[type];
  const body = root[property];
  const at = origins.of(below('', property));
  if (isObject(body)) {
    const brought = broughtIn(body, at);
    if (brought) return brought;
    return isIntrinsic(body) ? { kind: 'hidden', at, by: nameOf(body) } : { kind: 'inline', property, body };
  }
  const location = root[uri];
  if (location === undefined || location === null) return undefined;
  return { kind: 'elsewhere', at: origins.of(below('', uri)), location: locationText(location) };
}

function nameOf(intrinsic: JsonObject): string {
  return Object.keys(intrinsic)[0] ?? '';
}

const transform = 'Fn::Transform';

/**
 * Finds what a macro puts into the body before API Gateway sees it, wherever it stands in it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/create-reusable-transform-function-snippets-and-add-to-your-template-with-aws-include-transform.html
 */
function broughtIn(body: JsonObject, at: Pointer): Definition | undefined {
  const open: { value: Json | undefined; at: Pointer }[] = [{ value: body, at }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { value, at: place } = node;
    if (typeof value !== 'object' || value === null) continue;
    if (isObject(value) && value[transform] !== undefined) return macroOf(value[transform], below(place, transform));
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === 'object') open.push({ value: child, at: below(place, key) });
    }
  }
  return undefined;
}

function macroOf(call: Json, at: Pointer): Definition {
  const macro = isObject(call) ? call : {};
  const name = templatedOf(macro['Name'])?.text ?? 'one';
  const parameters = isObject(macro['Parameters']) ? macro['Parameters'] : {};
  if (name !== 'AWS::Include') return { kind: 'hidden', at, by: `the macro ${name}` };
  return { kind: 'elsewhere', at, location: locationText(parameters['Location'] ?? null) };
}

/** `DefinitionUri` and `BodyS3Location` may be maps of bucket and key. */
function locationText(location: Json): string {
  const text = templatedOf(location)?.text;
  if (text !== undefined) return text;
  const parts = isObject(location) ? [location['Bucket'], location['Key']] : [];
  return `s3://${parts.map((part) => templatedOf(part)?.text ?? '…').join('/')}`;
}
