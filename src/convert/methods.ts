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

/** @param verbs the verbs of each path of the REST API */
export function isThere(
  { verb, path }: Exclude<Methods, 'all'>,
  verbs: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const own = verbs.get(path);
  return own !== undefined && (verb === undefined || own.has(verb));
}
