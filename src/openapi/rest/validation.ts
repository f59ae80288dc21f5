import {
  below,
  isObject,
  type Json,
  type JsonObject,
  type RequestValidator,
  type ValidatorUse,
} from '../../model/index.js';
import { templatedOf } from '../templated.js';
import type { OperationSource } from './operations.js';

const definitions = 'x-amazon-apigateway-request-validators';
const use = 'x-amazon-apigateway-request-validator';

/** Reads the validators that the API defines (XT-RV). */
export function readValidators(root: JsonObject): RequestValidator[] {
  const validators = isObject(root[definitions]) ? root[definitions] : {};
  return Object.entries(validators).map(([name, value]) => ({
    at: below('', definitions, name),
    name,
    body: isObject(value) && isTrue(value['validateRequestBody']),
    parameters: isObject(value) && isTrue(value['validateRequestParameters']),
  }));
}

/** What a placeholder hides may be true, so it counts as a check. */
function isTrue(value: Json | undefined): boolean {
  const text = templatedOf(value)?.text.toLowerCase();
  return text !== undefined && text !== 'false';
}

/** Reads which validator a method has: its own, else the API's default. */
export function readValidatorUse({ root, validators, value, at }: OperationSource): ValidatorUse | undefined {
  const own = templatedOf(value[use])?.text;
  const name = own ?? templatedOf(root[use])?.text;
  if (name === undefined) return undefined;
  const validator = validators.find((candidate) => candidate.name === name);
  return {
    at: own === undefined ? below('', use) : below(at, use),
    name,
    inherited: own === undefined,
    ...(validator && { validator }),
  };
}
