import { below, isObject, type Json, type JsonObject, type Pointer } from '../../model/index.js';

/** A resource of a CloudFormation template, as it is written. */
export interface Resource {
  logicalId: string;
  type: string;
  properties: JsonObject;
  at: Pointer;
}

/**
 * Tells a CloudFormation or SAM template from other documents. A definition that CloudFormation functions stand in is
 * none: it says `openapi` or `swagger`.
 */
export function isTemplate(root: JsonObject): boolean {
  if (root['openapi'] !== undefined || root['swagger'] !== undefined) return false;
  return isObject(root['Resources']) || root['AWSTemplateFormatVersion'] !== undefined;
}

/** @returns the resources in the order of the template; what has no type, such as a loop, is none */
export function resourcesOf(template: JsonObject): Resource[] {
  const resources = isObject(template['Resources']) ? template['Resources'] : {};
  return Object.entries(resources).flatMap(([logicalId, value]) => {
    const type = isObject(value) ? value['Type'] : undefined;
    if (!isObject(value) || typeof type !== 'string') return [];
    const properties = isObject(value['Properties']) ? value['Properties'] : {};
    return [{ logicalId, type, properties, at: below('/Resources', logicalId) }];
  });
}

/**
 * Tells whether a value names a resource: by `Ref`, `Fn::GetAtt`, or inside of the text of `Fn::Sub`, however deep.
 *
 * @param logicalId of the resource; `Api.Stage` of SAM counts for `Api`
 */
export function refersTo(value: Json | undefined, logicalId: string): boolean {
  if (Array.isArray(value)) return value.some((item) => refersTo(item, logicalId));
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, argument]) => {
    if (key === 'Ref') return isNameOf(argument, logicalId);
    if (key === 'Fn::GetAtt') return isNameOf(Array.isArray(argument) ? argument[0] : argument, logicalId);
    if (key === 'Fn::Sub' && subNames(argument).some((name) => isNameOf(name, logicalId))) return true;
    return refersTo(argument, logicalId);
  });
}

function isNameOf(name: Json | undefined, logicalId: string): boolean {
  return typeof name === 'string' && (name === logicalId || name.startsWith(`${logicalId}.`));
}

function subNames(argument: Json | undefined): string[] {
  const text = Array.isArray(argument) ? argument[0] : argument;
  return typeof text === 'string'
    ? [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name?.trim() ?? '')
    : [];
}
