import { below, isObject, type JsonObject } from '../../model/index.js';
import type { ApiEvent } from './api-events.js';
import type { Sam } from './sam-api.js';
import { methodsOf, type SamMethod } from './sam-methods.js';
import { addPathPolicy, addStatements } from './sam-policy.js';
import {
  addMissingScheme,
  apiKey,
  apiKeyScheme,
  hideSecurity,
  iam,
  noApiKey,
  securityOf,
  setSecurity,
} from './sam-security.js';

/**
 * Sets on single methods what the `Api` events of functions say with `OverrideApiAuth`. Without that, an event changes
 * nothing of an API whose definition is written: SAM only permits the call.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-apifunctionauth.html
 */
export function overrideAuth(sam: Sam, events: ApiEvent[]): void {
  for (const { properties, at } of events) {
    const auth = properties['Auth'];
    if (!isObject(auth) || !auth['OverrideApiAuth']) continue;
    const path = String(properties['Path'] ?? '');
    const verb = verbOf(properties);
    const methods = methodsOf(sam.definition.root).filter((method) => method.path === path && method.verb === verb);
    for (const method of methods) override(sam, method, { auth, at: below(at, 'Auth') });
  }
}

function verbOf({ Method: method }: JsonObject): string {
  const verb = String(method ?? '').toLowerCase();
  return verb === 'any' ? 'x-amazon-apigateway-any-method' : verb;
}

interface EventAuth {
  auth: JsonObject;
  at: string;
}

function override(sam: Sam, method: SamMethod, { auth, at }: EventAuth): void {
  const { Authorizer: name, ApiKeyRequired: required, ResourcePolicy: policy } = auth;
  if (policy) {
    addPathPolicy(sam, policy, { path: method.path, from: below(at, 'ResourcePolicy') });
    addStatements(sam, policy, below(at, 'ResourcePolicy'));
  }
  if (isObject(name) || isObject(required) || isObject(auth['OverrideApiAuth'])) {
    hideSecurity(sam.definition, [method], { value: auth, from: at });
    return;
  }
  if (name === 'AWS_IAM') addMissingScheme(sam.definition, name, iam, below(at, 'Authorizer'));
  if (required) addMissingScheme(sam.definition, apiKeyScheme, apiKey, below(at, 'ApiKeyRequired'));
  const added = [
    ...(typeof name === 'string' ? [{ [name]: scopesOf(sam, name, auth) }] : []),
    ...(required === undefined || required === null ? [] : [{ [required ? apiKeyScheme : noApiKey]: [] }]),
  ];
  const before = securityOf(method);
  if (before && added.length > 0) setSecurity(sam.definition, method, [...before, ...added], at);
}

/** Scopes of the event, else those of the authorizer. */
function scopesOf({ properties }: Sam, name: string, auth: JsonObject) {
  const api = properties.root['Auth'];
  const authorizers = isObject(api) && isObject(api['Authorizers']) ? api['Authorizers'] : {};
  const authorizer = authorizers[name];
  return isObject(authorizer) ? (auth['AuthorizationScopes'] ?? authorizer['AuthorizationScopes'] ?? []) : [];
}
