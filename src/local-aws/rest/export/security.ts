import type { JsonObject } from '../../../model/index.js';
import type { AuthorizerItem, MethodItem, RestApiState } from '../control-plane.js';
import type { ExportedApi } from './exported-api.js';

const apiKeyScheme = 'api_key';
const iamScheme = 'sigv4';

/** @returns `security` of a method: IAM or the authorizer, and the API key as an alternative of its own (GE-SEC-BOTH) */
export function securityOf(method: MethodItem, authorizers: ReadonlyMap<string, AuthorizerItem>): JsonObject[] {
  const authorizer = authorizers.get(method.authorizerId ?? '');
  return [
    ...(method.authorizationType === 'AWS_IAM' ? [{ [iamScheme]: [] }] : []),
    ...(authorizer ? [{ [authorizer.name]: method.authorizationScopes ?? [] }] : []),
    ...(method.apiKeyRequired ? [{ [apiKeyScheme]: [] }] : []),
  ];
}

/**
 * @returns the schemes: each authorizer, and those of IAM and of API keys where a method asks for them. Without `authorizers` among the
 * extensions they are plain (our inference: what they are called must stand somewhere).
 */
export function schemesOf({ state, extensions }: ExportedApi): JsonObject {
  const methods = methodsOf(state);
  const iam = { ...headerScheme('Authorization'), ...(extensions.authorizers && { [authTypeKey]: 'awsSigv4' }) };
  return {
    ...Object.fromEntries(state.authorizers.map((one) => [one.name, schemeOf(one, extensions.authorizers)])),
    ...(methods.some(({ authorizationType }) => authorizationType === 'AWS_IAM') && { [iamScheme]: iam }),
    ...(methods.some(({ apiKeyRequired }) => apiKeyRequired) && { [apiKeyScheme]: headerScheme('x-api-key') }),
  };
}

function methodsOf({ resources }: RestApiState): MethodItem[] {
  return resources.flatMap(({ resourceMethods }) => Object.values(resourceMethods));
}

const authTypeKey = 'x-amazon-apigateway-authtype';

function headerScheme(name: string): JsonObject {
  return { type: 'apiKey', name, in: 'header' };
}

function schemeOf(authorizer: AuthorizerItem, withExtensions: boolean): JsonObject {
  const scheme = headerScheme(headerOf(authorizer) ?? 'Unused');
  if (!withExtensions) return scheme;
  return { ...scheme, [authTypeKey]: authorizer.authType, 'x-amazon-apigateway-authorizer': extensionOf(authorizer) };
}

/** The header of an authorizer that reads nothing else is the name of its scheme (XA-ID). */
function headerOf({ type, identitySource }: AuthorizerItem): string | undefined {
  return type === 'REQUEST' ? undefined : /^method\.request\.header\.([^,\s]+)$/.exec(identitySource ?? '')?.[1];
}

function extensionOf(authorizer: AuthorizerItem): JsonObject {
  const { type, authorizerUri, authorizerCredentials, identitySource, providerARNs } = authorizer;
  const { identityValidationExpression, authorizerResultTtlInSeconds } = authorizer;
  return {
    type: type.toLowerCase(),
    ...(providerARNs && { providerARNs }),
    ...(authorizerUri !== undefined && { authorizerUri }),
    ...(authorizerCredentials !== undefined && { authorizerCredentials }),
    ...(identityValidationExpression !== undefined && { identityValidationExpression }),
    ...(identitySource !== undefined && headerOf(authorizer) === undefined && { identitySource }),
    ...(authorizerResultTtlInSeconds !== undefined && { authorizerResultTtlInSeconds }),
  };
}
