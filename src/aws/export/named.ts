import { isObject, type Json, type JsonObject } from '../../model/index.js';

/** What a definition and its authorizers name of other services. */
export interface Named {
  /** ARNs of functions, stage variables filled in where they are known. */
  functions: string[];
  /** ARNs of Cognito user pools. */
  userPools: string[];
  /** By VPC link, the load balancers that integrations of it lead to, where they say so. */
  vpcLinks: Map<string, Set<string>>;
}

/** @returns what integrations and authorizers of an export name, each once and sorted */
export function namedIn(definition: Json, authorizers: JsonObject[], variables: JsonObject): Named {
  const filled = (value: Json | undefined) => withVariables(String(value ?? ''), variables);
  const integrations = membersNamed('x-amazon-apigateway-integration', definition);
  const written = [...membersNamed('x-amazon-apigateway-authorizer', definition), ...authorizers];
  const uris = [...integrations.map(({ uri }) => uri), ...written.map(({ authorizerUri }) => authorizerUri)];
  const pools = written.flatMap(({ providerARNs }) => (Array.isArray(providerARNs) ? providerARNs : []));
  const vpcLinks = new Map<string, Set<string>>();
  for (const { connectionId, integrationTarget } of integrations) {
    if (connectionId === undefined || connectionId === '') continue;
    const balancers = vpcLinks.get(filled(connectionId)) ?? new Set();
    if (typeof integrationTarget === 'string') balancers.add(filled(integrationTarget));
    vpcLinks.set(filled(connectionId), balancers);
  }
  return {
    functions: unique(uris.map(filled).flatMap((uri) => functionArn(uri) ?? [])),
    userPools: unique(pools.map(filled)),
    vpcLinks,
  };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html */
function withVariables(text: string, variables: JsonObject): string {
  return text.replaceAll(/\$\{stageVariables\.(\w+)\}/g, (written, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return typeof value === 'string' ? value : written;
  });
}

/** FE-INT-LURI. */
function functionArn(uri: string): string | undefined {
  return /:lambda:path\/[^/]+\/functions\/(.+?)\/(?:response-streaming-)?invocations$/.exec(uri)?.[1];
}

function membersNamed(name: string, value: Json): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((item) => membersNamed(name, item));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === name && isObject(member) ? [member] : membersNamed(name, member ?? null),
  );
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
