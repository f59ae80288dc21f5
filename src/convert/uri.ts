import type { Json, ParameterMapping, Templated } from '../model/index.js';

/** Path variables in a backend's uri: `{id}`, not the `${…}` or `{{…}}` of a placeholder or stage variable. */
const variable = /(?<![${])\{([^{}$]+?)\+?\}(?!\})/g;

/** What becomes of the path variables of a uri. */
export interface UriVariables {
  /** The uri with each variable named after the route's parameter. */
  uri: Templated;
  /** Mappings that were used, by their place. */
  used: Set<string>;
  /** Variables without a mapping. */
  unmapped: string[];
  /** Variables that are filled from elsewhere than the path, such as the authorizer. */
  foreign: string[];
}

/**
 * REST fills `{x}` of a uri by `integration.request.path.x`, whatever the route calls the value; HTTP APIs fill it from
 * the route's own variable of that name (FE-INT-PATHVAR, PT-3). So the variables are renamed, and constants put in.
 */
export function renamePathVariables(uri: Templated, parameters: ParameterMapping[]): UriVariables {
  const names = new Map(pathMappings(parameters).map(({ name, mapping }) => [name, mapping]));
  const used = new Set<string>();
  const unmapped: string[] = [];
  const foreign: string[] = [];
  for (const [, name = ''] of uri.text.matchAll(variable)) {
    const mapping = names.get(name);
    if (mapping === undefined) unmapped.push(name);
    else if (replacementOf(mapping) === undefined) foreign.push(name);
    else used.add(mapping.at);
  }
  const replace = (text: string) =>
    text.replaceAll(variable, (written, name: string) => {
      const mapping = names.get(name);
      return (mapping && replacementOf(mapping)) ?? written;
    });
  return { uri: { text: replace(uri.text), raw: replaceDeep(uri.raw, replace) }, used, unmapped, foreign };
}

function pathMappings(parameters: ParameterMapping[]): { name: string; mapping: ParameterMapping }[] {
  return parameters.flatMap((mapping) =>
    mapping.target.place === 'path' ? [{ name: mapping.target.name, mapping }] : [],
  );
}

function replacementOf({ source }: ParameterMapping): string | undefined {
  if (source.kind === 'constant') return encodeURIComponent(source.text);
  if (source.kind !== 'request' || source.place !== 'path') return undefined;
  return `{${source.name.replace(/\+$/, '')}}`;
}

/** Goes into the functions of CloudFormation, so that `{ "Fn::Sub": "http://…/{id}" }` is renamed too. */
function replaceDeep(value: Json, replace: (text: string) => string): Json {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((item) => replaceDeep(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceDeep(item ?? null, replace)]));
}
