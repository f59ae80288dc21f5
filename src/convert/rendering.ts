import { isObject, plain, type Templated } from '../model/index.js';

/** Expressions of API Gateway look like placeholders, and are none of a template engine's. */
const expression = /\$\{(?=(?:request|response|context|stageVariables)\.)/g;

/**
 * Writes a text so that the same template engine fills it in as the value it came from.
 *
 * @returns undefined where that cannot be said: the function has variables of its own, or `Fn::Sub` cannot fill a name in
 */
export function renderedLike(origin: Templated, text: string): Templated | undefined {
  const names = [...text.replaceAll(expression, '').matchAll(/\$\{([^}]*)\}/g)].map(([, name = '']) => name);
  if (typeof origin.raw === 'string' || names.length === 0) return plain(text);
  const hasOwnVariables = isObject(origin.raw) && Array.isArray(origin.raw['Fn::Sub']);
  // Fn::Sub knows names of resources, parameters and their attributes, and no other function.
  const isSubstitutable = names.every((name) => /^[\w:.]+$/.test(name) && !name.startsWith('Fn::'));
  if (hasOwnVariables || !isSubstitutable) return undefined;
  const substituted = text.replaceAll(expression, '${!');
  return { text: substituted, raw: { 'Fn::Sub': substituted } };
}

/** @returns the domain of AWS's endpoints in a partition; a partition that a placeholder hides is taken for one of the others */
export function endpointDomain(partition: string): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
}
