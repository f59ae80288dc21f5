import { below, isObject, type Json, type JsonObject } from '../../model/index.js';
import { isIntrinsic } from '../templated.js';
import { type Hidden, propertyOf, type Sam } from './sam-api.js';
import { schemeOf } from './sam-authorizers.js';
import { requireApiKeys, requireAuthorizer } from './sam-defaults.js';
import { methodsOf, pathItemsOf } from './sam-methods.js';
import { addPathPolicy, addStatements } from './sam-policy.js';
import { addMissingScheme, addScheme, apiKey, apiKeyScheme, hideSecurity, iam } from './sam-security.js';

const authKeys: ReadonlySet<string> = new Set([
  ...['Authorizers', 'DefaultAuthorizer', 'AddDefaultAuthorizerToCorsPreflight', 'InvokeRole', 'ResourcePolicy'],
  ...['ApiKeyRequired', 'AddApiKeyRequiredToCorsPreflight', 'UsagePlan'],
]);

/**
 * Adds what `Auth` of an API makes of its definition: schemes, the default authorizer and the API key of each method, and
 * the resource policy. `InvokeRole` has no effect on methods that are written in the body.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
 *
 * What only CloudFormation can tell makes it unknown who may call (promise 2).
 */
export function addAuth(sam: Sam): void {
  const { value: auth, from } = propertyOf(sam, 'Auth');
  if (auth === undefined) return;
  const unreadable = unreadableIn(auth, (...keys) => sam.properties.origins.of(below('/Auth', ...keys)));
  if (!isObject(auth) || unreadable) {
    hideSecurity(sam.definition, methodsOf(sam.definition.root), unreadable ?? { value: auth, from });
    if (isObject(auth)) addPolicy(sam, auth);
    return;
  }
  addAuthorizers(sam, auth);
  requireAuthorizer(sam, auth);
  addApiKey(sam, auth);
  addPolicy(sam, auth);
}

/** The first part of `Auth` that is not plain: its effect, also that of a reference to a parameter, is not written here. */
function unreadableIn(auth: Json, place: (...keys: string[]) => string): Hidden | undefined {
  if (!isObject(auth) || isIntrinsic(auth)) return { value: auth, from: place() };
  const unknown = Object.keys(auth).find((key) => !authKeys.has(key));
  if (unknown !== undefined) return { value: auth[unknown], from: place(unknown) };
  const { Authorizers: authorizers, DefaultAuthorizer: name, ApiKeyRequired: required } = auth;
  if (authorizers !== undefined && authorizers !== null && !isMapOfMaps(authorizers)) {
    return { value: authorizers, from: place('Authorizers') };
  }
  const names = ['AWS_IAM', ...Object.keys(isObject(authorizers) ? authorizers : {})];
  if (name !== undefined && name !== null && !names.includes(typeof name === 'string' ? name : '')) {
    return { value: name, from: place('DefaultAuthorizer') };
  }
  return isObject(required) ? { value: required, from: place('ApiKeyRequired') } : undefined;
}

function isMapOfMaps(value: Json): boolean {
  return (
    isObject(value) && !isIntrinsic(value) && Object.values(value).every((one) => isObject(one) && !isIntrinsic(one))
  );
}

function addAuthorizers({ definition, properties }: Sam, auth: JsonObject): void {
  const place = (...keys: string[]) => properties.origins.of(below('/Auth', ...keys));
  if (auth['DefaultAuthorizer'] === 'AWS_IAM') addScheme(definition, 'AWS_IAM', iam, place('DefaultAuthorizer'));
  for (const [name, authorizer] of Object.entries(isObject(auth['Authorizers']) ? auth['Authorizers'] : {})) {
    if (isObject(authorizer)) addScheme(definition, name, schemeOf(authorizer), place('Authorizers', name));
  }
}

function addApiKey(sam: Sam, auth: JsonObject): void {
  if (!auth['ApiKeyRequired']) return;
  const from = sam.properties.origins.of(below('/Auth', 'ApiKeyRequired'));
  addMissingScheme(sam.definition, apiKeyScheme, apiKey, from);
  requireApiKeys(sam, auth);
}

function addPolicy(sam: Sam, auth: JsonObject): void {
  const { ResourcePolicy: policy } = auth;
  if (!policy) return;
  const from = sam.properties.origins.of(below('/Auth', 'ResourcePolicy'));
  for (const { path } of pathItemsOf(sam.definition.root)) addPathPolicy(sam, policy, { path, from });
  addStatements(sam, policy, from);
}
