import { type BackendUrl, type HttpProxyIntegration, isOpaque, plain } from '../model/index.js';

/** The request mappings of a private integration, or why there are none. */
export type RequestMappings = { parameters: Record<string, string> } | { hidden: string };

/** Longest value of a mapping (PM-LEN). */
const longest = 512;

/** A placeholder, or a path variable: `${…}`, `{{…}}`, `{id}`, `{proxy+}`. */
const filled = /\$\{[^}]*\}|\{\{[^}]*\}\}|\{([^{}]+?)\+?\}/g;

/**
 * Writes what the URL of a private integration says besides the address as mappings, because a listener has neither path
 * nor query (FE-INT-VPC2): `overwrite:path`, without which the backend would get the public path with the stage in it
 * (FE-INT-STAGEPATH), and one mapping for each parameter of the query. REST passes such a parameter on beside one of the
 * caller's by the same name; overwriting is the one mapping that lets no caller have a say.
 *
 * @param basePath what the address holds of the path
 */
export function requestMappings(proxy: HttpProxyIntegration, url: BackendUrl, basePath: string): RequestMappings {
  const { path, query } = url;
  if (typeof proxy.uri.raw !== 'string' && isOpaque(plain(`${path}?${query}`))) {
    return { hidden: 'CloudFormation fills in a part of it, which it does not do within a mapping' };
  }
  const target = expressionOf(`${basePath.replace(/\/+$/, '')}${path}` || '/', inPath);
  const constants = query.split('&').flatMap(constantOf);
  const values = [target, ...constants.map(({ value }) => value)];
  if (values.includes(undefined)) {
    return { hidden: 'it has percent-encoded or empty parts, or is too long, and a mapping would not say the same' };
  }
  const parameters = Object.fromEntries(constants.map(({ key, value = '' }) => [key, value]));
  const isTwice = Object.keys(parameters).length < constants.length;
  if (isTwice || Object.keys(parameters).some((key) => key in proxy.requestParameters)) {
    return { hidden: 'its query has a parameter twice, or one that a mapping sets as well' };
  }
  return { parameters: { ...parameters, 'overwrite:path': target ?? '' } };
}

/** One parameter of a query, `+` standing for a space except in a greedy variable. */
function constantOf(pair: string): { key: string; value: string | undefined }[] {
  const [name = '', ...value] = pair.split('=');
  if (pair === '') return [];
  const text = expressionOf(value.join('=').replaceAll(/\+(?!\})/g, ' '), inQuery);
  return [{ key: `overwrite:querystring.${decoded(name) ?? name}`, value: text }];
}

/** Encoded signs that mean something else once they are decoded: to an expression, or in a path. */
const inQuery = /%(24|7B)/i;
const inPath = /%(24|7B|2F|3F|23)/i;

/**
 * @returns the text as a mapping value, `/pets/${request.path.id}`. Mappings give decoded text, which the gateway
 *   encodes (I), so literal parts are decoded; undefined where that would change what the backend gets
 */
function expressionOf(text: string, significant: RegExp): string | undefined {
  if (significant.test(text)) return undefined;
  const value = decoded(text)?.replaceAll(filled, (written, name?: string) =>
    name === undefined ? written : `\${request.path.${name}}`,
  );
  const isValue = value !== undefined && value !== '' && value.length <= longest && !/^\$[a-z]/i.test(value);
  return isValue ? value : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
