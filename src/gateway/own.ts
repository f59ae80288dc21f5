/**
 * Reads a map whose names come from outside. What every object inherits (`constructor`, `__proto__`) is no entry of it.
 *
 * @returns the value, or `undefined` where the map itself has none
 */
export function own<Value>(map: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}
