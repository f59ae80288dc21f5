import { isObject, type Json, type Setting, type SettingKind } from '../../model/index.js';
import { templatedOf } from '../templated.js';

/** What GetRestApi and a definition can both say. */
const shared: ReadonlySet<SettingKind> = new Set<SettingKind>([
  'resource-policy',
  'binary-media-types',
  'minimum-compression-size',
  'api-key-source',
  'security-policy',
  'endpoint-access-mode',
]);

/**
 * Compares what `settings.json` says with the definition, so that nothing counts twice.
 *
 * @param found what `settings.json` says
 * @param defined what the definition says
 * @returns what the definition does not say, and a contradiction where it says otherwise
 */
export function beside(found: Setting[], defined: Setting[]): Setting[] {
  return found.flatMap((setting) => {
    const other = counterpart(setting, defined);
    if (other === undefined) return [setting];
    return agree(setting.kind, setting.value, other) ? [] : [contradiction(setting)];
  });
}

export function contradiction({ at, kind, name }: Setting, differs: string[] = []): Setting {
  return { at, kind: 'contradiction', value: differs, name: name ?? kind };
}

function counterpart({ kind, value }: Setting, defined: Setting[]): Json | undefined {
  if (shared.has(kind)) return defined.find((other) => other.kind === kind)?.value;
  const endpoint = defined.find((other) => other.kind === 'endpoint-configuration')?.value;
  if (!isObject(endpoint)) return undefined;
  if (kind === 'disable-execute-api-endpoint') return endpoint['disableExecuteApiEndpoint'];
  // The definition may name the VPC endpoints and not the type; only both together are the whole of it.
  const says = (key: string) => isObject(value) && value[key] !== undefined && endpoint[key] !== undefined;
  const isSame = kind === 'endpoint-configuration' && ['types', 'vpcEndpointIds', 'ipAddressType'].some(says);
  return isSame && isObject(value) ? { ...value, ...endpoint } : undefined;
}

function agree(kind: SettingKind, one: Json, other: Json): boolean {
  switch (kind) {
    case 'resource-policy':
      return canonical(policyOf(one)) === canonical(policyOf(other));
    case 'endpoint-configuration': {
      const { disableExecuteApiEndpoint: _, ...endpoint } = isObject(other) ? other : {};
      return canonical(one) === canonical(endpoint);
    }
    default:
      return canonical(one) === canonical(other);
  }
}

/**
 * GetRestApi gives the policy as text, in old answers with its quotes escaped, and with whole ARNs where a definition
 * may write `execute-api:/…`.
 */
function policyOf(value: Json): Json {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  try {
    const plain = text
      .replaceAll(String.raw`\"`, '"')
      .replaceAll(/arn:[\w-]+:execute-api:[^:"]*:[^:"]*:[^/"]+\//g, 'execute-api:/');
    // What JSON.parse gives is JSON.
    return JSON.parse(plain) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** @returns the same text for the same value: keys and lists sorted, numbers and flags as text, a list of one as its item */
export function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) {
    const items = value.map(canonical).sort();
    return items.length === 1 ? items.join() : `[${items.join()}]`;
  }
  const text = templatedOf(value)?.text;
  if (text !== undefined) return JSON.stringify(text);
  if (!isObject(value)) return 'null';
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}
