import { below, isObject, type Json, type JsonObject } from '../../model/index.js';
import type { Sam } from './sam-api.js';
import { methodsOf, type SamMethod } from './sam-methods.js';
import { apiKeyScheme, hideSecurity, names, noApiKey, noAuthorizer, securityOf, setSecurity } from './sam-security.js';

/**
 * Gives every method the default authorizer of the API, unless it names one of `Auth.Authorizers`, or `NONE`. A scheme
 * that only the body defines does not count: the method then has both, and API Gateway decides.
 */
export function requireAuthorizer(sam: Sam, auth: JsonObject): void {
  const name = auth['DefaultAuthorizer'];
  if (typeof name !== 'string') return;
  const authorizers = isObject(auth['Authorizers']) ? auth['Authorizers'] : {};
  const own = new Set(['AWS_IAM', ...Object.keys(authorizers)]);
  const authorizer = authorizers[name];
  const scopes = isObject(authorizer) ? (authorizer['AuthorizationScopes'] ?? []) : [];
  eachMethod(
    sam,
    { auth, property: 'DefaultAuthorizer', preflight: 'AddDefaultAuthorizerToCorsPreflight' },
    (security) => {
      const isOpen = security.some((requirement) => names(requirement, new Set([noAuthorizer])));
      if (isOpen)
        return security.filter(
          (requirement) => !names(requirement, own) && !names(requirement, new Set([noAuthorizer])),
        );
      return security.some((requirement) => names(requirement, own)) ? security : [...security, { [name]: scopes }];
    },
  );
}

/** Gives every method the API key, unless it says that it needs none. */
export function requireApiKeys(sam: Sam, auth: JsonObject): void {
  const keys = new Set([apiKeyScheme, noApiKey]);
  eachMethod(sam, { auth, property: 'ApiKeyRequired', preflight: 'AddApiKeyRequiredToCorsPreflight' }, (security) => {
    const others = security.filter((requirement) => !names(requirement, keys));
    const isWithout = security.some((requirement) => names(requirement, new Set([noApiKey])));
    return isWithout ? others : [...others, { [apiKeyScheme]: [] }];
  });
}

/** A default of `Auth`, and the property that says whether it also holds for OPTIONS (it does unless that is false). */
interface Default {
  auth: JsonObject;
  property: string;
  preflight: string;
}

function eachMethod(sam: Sam, { auth, property, preflight }: Default, change: (security: JsonObject[]) => Json): void {
  const { definition, properties } = sam;
  const place = (name: string) => properties.origins.of(below('/Auth', name));
  const forOptions = auth[preflight] ?? true;
  for (const method of methodsOf(definition.root)) {
    if (method.verb === 'options' && isObject(forOptions)) {
      hideSecurity(definition, [method], { value: forOptions, from: place(preflight) });
    } else if (method.verb !== 'options' || forOptions) changeSecurity(sam, method, change, place(property));
  }
}

function changeSecurity(
  { definition }: Sam,
  method: SamMethod,
  change: (security: JsonObject[]) => Json,
  from: string,
): void {
  const before = securityOf(method);
  if (before === undefined) return;
  const after = change(before);
  if (JSON.stringify(after) !== JSON.stringify(before)) setSecurity(definition, method, after, from);
}
