import { isObject, jsonOf } from '../../model/index.js';
import { badRequest } from './refused-call.js';

/**
 * @param text of a resource policy, as CreateRestApi takes it
 * @returns it as GetRestApi shows it, with its quotes escaped once more (GC-POL)
 * @throws RefusedCall where it is no JSON object, in words from reports of users (C)
 */
export function escapedPolicy(text: string): string {
  const policy = jsonOf(text) ?? jsonOf(text.replaceAll('\\"', '"'));
  if (isObject(policy)) return JSON.stringify(policy).replaceAll('"', '\\"');
  throw badRequest('Invalid policy document. Please check the policy syntax and ensure that Principals are valid.');
}
