import type { Route } from '../model/index.js';

/** Which methods a setting is for, as the reader names them: `* *`, `* /pets`, `GET /pets`. */
export type Methods = 'all' | { verb: string; path: string };

export function parseMethods(name: string): Methods {
  const [verb = '', path = ''] = name.split(/ (.*)/s);
  return path === '*' ? 'all' : { verb, path };
}

/** @returns whether a setting for these methods is one for this method of the REST API */
export function takesPart({ method, path }: Route, methods: Exclude<Methods, 'all'>): boolean {
  return path === methods.path && (methods.verb === '*' || methods.verb === method);
}
