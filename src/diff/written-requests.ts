import { isSecretName, type Operation, type WrittenRequest } from '../model/index.js';
import { compose, type DraftBody } from './compose.js';
import { credentialsFor } from './credentials.js';
import type { Credential, DiffRequest } from './diff-request.js';
import type { Replayer } from './replay.js';

/** @returns requests that somebody wrote down, with the credentials that they ask for; nothing else is added to them. */
export async function writtenRequests(written: readonly WrittenRequest[], replayer: Replayer): Promise<DiffRequest[]> {
  return Promise.all(written.map((request) => writtenRequest(request, replayer)));
}

async function writtenRequest(written: WrittenRequest, replayer: Replayer): Promise<DiffRequest> {
  const { name, method, weight } = written;
  const [path = '', query = ''] = written.path.split(/\?(.*)/s, 2);
  const operation = replayer.find(method, path);
  const credentials = await credentialsOf(written, operation, replayer);
  const body = bodyOf(written);
  const draft = {
    method,
    path,
    query: queryOf(query, written),
    headers: pairsOf(written.headers),
    ...(body && { body }),
  };
  return {
    name: name ?? `${method} ${path}`,
    kind: 'written',
    ...(operation && { route: operation.route }),
    request: compose(draft, credentials),
    credentials: [...credentials, ...ownSecrets(written)],
    ...(weight !== undefined && { recorded: weight }),
  };
}

async function credentialsOf(
  { credentials = 'good' }: WrittenRequest,
  operation: Operation | undefined,
  { api, caller }: Replayer,
): Promise<Credential[]> {
  if (!operation || credentials === 'none') return [];
  if (typeof credentials === 'string') return credentialsFor(operation, api, caller, credentials);
  const wanted = new Set(credentials);
  const requirements = operation.access.requirements.filter(
    (requirement) => wanted.has(requirement.kind) || wanted.has(requirement.scheme),
  );
  return credentialsFor({ ...operation, access: { requirements } }, api, caller);
}

function queryOf(query: string, { query: more }: WrittenRequest): [string, string][] {
  const inPath = query === '' ? [] : query.split('&').map((pair) => pair.split(/=(.*)/s, 2));
  return [
    ...inPath.map(([name = '', value = '']): [string, string] => [name, value]),
    ...pairsOf(more).map(([name, value]): [string, string] => [encodeURIComponent(name), encodeURIComponent(value)]),
  ];
}

function pairsOf(map: WrittenRequest['headers'] = {}): [string, string][] {
  return Object.entries(map).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, String(value)]),
  );
}

function bodyOf({ body }: WrittenRequest): DraftBody | undefined {
  if (body === undefined) return undefined;
  // The content type stands among the headers; without one, JSON says what it is.
  return typeof body === 'string'
    ? { content: body }
    : { contentType: 'application/json', content: JSON.stringify(body) };
}

/** What somebody wrote into a header with the name of a secret is sent, and not shown. */
function ownSecrets({ headers, query }: WrittenRequest): Credential[] {
  const secretsOf = (map: WrittenRequest['headers'], place: Credential['place']) =>
    pairsOf(map)
      .filter(([name]) => isSecretName(name))
      .map(([name, value]): Credential => ({ kind: 'authorizer', place, name, value }));
  return [...secretsOf(headers, 'header'), ...secretsOf(query, 'querystring')];
}
