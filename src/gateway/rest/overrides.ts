import type { JsonObject } from '../../model/index.js';
import { ContextMap } from './template-values.js';

/** A template overrides one target a second time, which AWS answers with a 5XX (RT-VTL-CTX-OVERRIDE). */
export class OverriddenTwice extends Error {
  override readonly name = 'OverriddenTwice';
}

/** By `$context`: the targets that the template which is rendered has overridden so far. */
const overridden = new WeakMap<JsonObject, Set<string>>();

/**
 * @param context of a template, without the overrides
 * @returns the same with the places where templates put overrides; each takes a target once in a template
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export function withOverridePlaces(context: JsonObject): JsonObject {
  const targets = new Set<string>();
  const place = (name: string, parts: readonly string[]) =>
    onceEach(Object.fromEntries(parts.map((part) => [part, onceEach({}, `${name}.${part}`, targets)])), name, targets);
  const places = {
    ...context,
    requestOverride: place('requestOverride', ['header', 'path', 'querystring']),
    responseOverride: place('responseOverride', ['header']),
  };
  overridden.set(places, targets);
  return places;
}

/** Another template begins: it may override what those before it did. */
export function beginTemplate(context: JsonObject): void {
  overridden.get(context)?.clear();
}

function onceEach(values: JsonObject, place: string, targets: Set<string>): ContextMap {
  return new Proxy(Object.assign(new ContextMap(), values), {
    set(map, name, value) {
      const target = `${place}.${String(name)}`;
      if (targets.has(target)) throw new OverriddenTwice(`${target} is overridden twice`);
      targets.add(target);
      return Reflect.set(map, name, value);
    },
  });
}
