import type { Route } from '../model/index.js';

/** Which methods a setting is for; without a verb, all of the path. */
export type Methods = 'all' | { verb?: string; path: string };

/** @param name as the reader names them: `every method`, `every method of /pets`, `GET /pets` */
export function parseMethods(name: string): Methods {
  if (name === 'every method') return 'all';
  const [, path] = /^every method of (.*)$/s.exec(name) ?? [];
  if (path !== undefined) return { path };
  const [verb = '', rest = ''] = name.split(/ (.*)/s);
  return { verb, path: rest };
}

/** @returns whether a setting for these methods is one for this method of the REST API */
export function takesPart({ method, path }: Route, methods: Exclude<Methods, 'all'>): boolean {
  return path === methods.path && (methods.verb === undefined || methods.verb === method);
}
