import { isObject, isSecretName, type Json, type JsonObject, withoutSecrets } from '../../model/index.js';

/** Stands where a secret was. A placeholder to whoever converts, so that nobody takes it for the value. */
export const hiddenMark = '<<hidden>>';

/** What was taken out. */
export interface Hidden<Value> {
  value: Value;
  /** Where the secrets were, in words; never what they were. */
  places: string[];
}

/** @returns the stage with the values of variables hidden whose names are those of secrets, or that hold a URL with one */
export function hideVariables(stage: JsonObject): Hidden<JsonObject> {
  const canary = isObject(stage['canarySettings']) ? stage['canarySettings'] : undefined;
  const own = hideIn(stage, 'variables', 'stage variable');
  if (canary === undefined) return own;
  const overrides = hideIn(canary, 'stageVariableOverrides', 'stage variable of the canary');
  return { value: { ...own.value, canarySettings: overrides.value }, places: [...own.places, ...overrides.places] };
}

function hideIn(holder: JsonObject, key: string, title: string): Hidden<JsonObject> {
  const variables = holder[key];
  if (!isObject(variables)) return { value: holder, places: [] };
  const places: string[] = [];
  const shown = Object.entries(variables).map(([name, value]) => {
    const safe = typeof value === 'string' ? safeText(name, value) : value;
    if (safe !== value) places.push(`${title} ${name}`);
    return [name, safe];
  });
  return { value: { ...holder, [key]: Object.fromEntries(shown) }, places };
}

/**
 * Hides static credentials in the mappings of integrations, and user and password in their addresses. The rest of the
 * text stays as it is, byte for byte.
 *
 * @param text a definition in JSON
 */
export function hideCredentials(text: string, definition: Json): Hidden<string> {
  const secrets = new Map<string, string>();
  const places: string[] = [];
  collect(definition, [], (place, value, safe) => {
    secrets.set(value, safe);
    places.push(place);
  });
  if (secrets.size === 0) return { value: text, places };
  const value = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, (literal) => {
    const safe = secrets.get(String(JSON.parse(literal)));
    return safe === undefined ? literal : JSON.stringify(safe);
  });
  return { value, places };
}

type Found = (place: string, value: string, safe: string) => void;

function collect(value: Json, path: string[], found: Found): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, path, found);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, member] of Object.entries(value)) {
    if (key === 'x-amazon-apigateway-integration' && isObject(member)) inIntegration(member, path, found);
    else collect(member ?? null, [...path, key], found);
  }
}

function inIntegration(integration: JsonObject, path: string[], found: Found): void {
  const route = `${(path.at(-1) ?? '').replace(/^x-amazon-apigateway-any-method$/, 'any').toUpperCase()} ${path.at(-2) ?? ''}`;
  const tell = (name: string, value: Json | undefined, safe: (text: string) => string) => {
    if (typeof value !== 'string' || safe(value) === value) return;
    found(`${name} of ${route}`, value, safe(value));
  };
  tell('address', integration['uri'], (text) => marked(text));
  for (const [key, value] of mappingsOf(integration)) {
    const name = key.split('.').at(-1) ?? key;
    tell(key, value, (text) => (isStatic(text) ? `'${safeText(name, text.slice(1, -1))}'` : text));
  }
}

function mappingsOf(integration: JsonObject): [string, Json | undefined][] {
  const responses = isObject(integration['responses']) ? Object.values(integration['responses']) : [];
  return [integration, ...responses.filter(isObject)].flatMap(({ requestParameters, responseParameters }) =>
    [requestParameters, responseParameters].filter(isObject).flatMap((mapping) => Object.entries(mapping)),
  );
}

/** A constant stands in quotes; all else names where a value comes from. */
function isStatic(text: string): boolean {
  return /^'.+'$/s.test(text) && !/^'\$\{stageVariables\.\w+\}'$/.test(text);
}

function safeText(name: string, text: string): string {
  return isSecretName(name) && text !== '' ? hiddenMark : marked(text);
}

function marked(text: string): string {
  return withoutSecrets(text).replaceAll('(hidden)', hiddenMark);
}
