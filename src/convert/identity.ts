import { type HttpApi, plain, type RestApi, type Templated } from '../model/index.js';
import type { Claim } from './claim.js';

/** Most characters of name, description and version (NM-TITLE, NM-DESC, NM-VER). */
const limits = { name: 128, description: 1024, version: 64 };

type Identity = Pick<HttpApi, 'name' | 'description' | 'version'>;

/** @returns name, description and version, cut to what an HTTP API takes */
export function identityOf({ name, description, version }: RestApi): Identity {
  return {
    name: cut(name.text === '' ? plain('unnamed') : name, limits.name),
    ...(description && description.text !== '' && { description: cut(description, limits.description) }),
    ...(version && version.text !== '' && { version: cut(version, limits.version) }),
  };
}

/** What a template renders cannot be measured, so it stays whole. */
function cut(written: Templated, most: number): Templated {
  // A number is text to API Gateway; written as text, no other reader takes 1.10 for 1.1.
  const value = typeof written.raw === 'object' ? written : plain(written.text);
  return typeof value.raw === 'string' && value.text.length > most ? plain(value.text.slice(0, most)) : value;
}

export function claimIdentity(api: RestApi): Claim {
  const construct = { kind: 'api', at: '/info', name: api.name.text } as const;
  const identity = identityOf(api);
  const shortened = (['name', 'description', 'version'] as const).filter(
    (field) => api[field] !== undefined && api[field].text !== (identity[field]?.text ?? ''),
  );
  if (shortened.length === 0) {
    return {
      construct,
      rule: 'api/identity',
      outcome: 'carried',
      message: 'Name, description and version are carried over.',
    };
  }
  const message = `The ${shortened.join(' and ')} is changed to what an HTTP API takes: a name, and ${JSON.stringify(limits)} characters at most.`;
  return { construct, rule: 'api/identity', outcome: 'rewritten', message };
}
