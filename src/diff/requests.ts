import type { Header } from '../gateway/gateway.js';
import { type HttpRouteKey, httpRouteKey, type RequestParameter, type RestApi, routeKey } from '../model/index.js';
import type { Caller } from './caller.js';
import { compose, type Draft, draftOf, methodFor } from './compose.js';
import { type CredentialState, credentialsFor } from './credentials.js';
import type { Credential, DiffRequest, RequestKind } from './diff-request.js';
import { overrideRequests } from './override-requests.js';
import { goodKey, signature4aBy, signatureBy } from './signature.js';
import type { Subject } from './subject.js';
import { undeclaredRequests } from './undeclared-requests.js';
import { largeBodies, type Variation, variations } from './variations.js';

/**
 * Requests that show what an API does: for each operation a good call and the calls that a weaker API would let pass,
 * then preflights, and what nobody declares. The same definition gives the same requests.
 *
 * @param caller credentials that pass; tokens are signed by its function, nothing else reaches outside
 * @param moved route keys of the HTTP API: what is tried on one route only is tried on one of them, and each that REST
 *   does not declare gets a call without credentials
 * @param bodies `large`: megabytes as well, up to what API Gateway takes and beyond
 */
export async function requestsFor(
  api: RestApi,
  caller: Caller,
  moved: readonly HttpRouteKey[] = [],
  bodies: 'small' | 'large' = 'small',
): Promise<DiffRequest[]> {
  const methods = methodsByPath(api);
  const remembering = { ...caller, sign: remembered(caller.sign) };
  const subjects = await Promise.all(
    api.operations
      .filter(({ integration }) => integration !== undefined)
      .map(async (operation): Promise<Subject> => {
        const siblings = methods.get(operation.route.path) ?? new Set();
        const credentials = await credentialsFor(operation, api, remembering);
        const secret = new Set(credentials.map(({ name }) => name.toLowerCase()));
        const draft = withOrigin(draftOf(operation, methodFor(operation, siblings), secret), siblings, api);
        return { operation, api, caller: remembering, siblings, draft, credentials };
      }),
  );
  const perOperation = await Promise.all(subjects.map(requestsOf));
  const movedFirst = inOrder(subjects, moved);
  return [
    ...perOperation.flat(),
    ...varied(movedFirst, bodies === 'large' ? [...variations, ...largeBodies] : variations),
    ...overrideRequests(subjects, movedFirst),
    ...undeclaredRequests(api, methods, moved),
  ];
}

/** To sign takes longer than all else of a request, and routes are many, tokens few. */
function remembered(sign: Caller['sign']): Caller['sign'] {
  const tokens = new Map<string, Promise<string>>();
  return (issuer, claims) => {
    const key = JSON.stringify([issuer, claims]);
    const token = tokens.get(key) ?? sign(issuer, claims);
    tokens.set(key, token);
    return token;
  };
}

/** Those that moved first. */
function inOrder(subjects: readonly Subject[], keys: readonly HttpRouteKey[]): Subject[] {
  const moved = new Set(keys.map(httpRouteKey));
  return [true, false].flatMap((wanted) =>
    subjects.filter(({ operation }) => moved.has(routeKey(operation.route)) === wanted),
  );
}

/**
 * Each variation once for each kind of integration that can move, on a route that moved, if there is one that has a place for
 * it.
 */
function varied(movedFirst: readonly Subject[], tried: readonly Variation[]): DiffRequest[] {
  return (['aws_proxy', 'http_proxy', 'http'] as const).flatMap((type) => {
    const candidates = movedFirst.filter(({ operation }) => operation.integration?.type === type);
    const fitting = tried.filter(({ types }) => types?.includes(type) ?? true);
    return fitting.flatMap(({ kind, remark, isAnonymous, vary }) => {
      for (const subject of candidates) {
        const draft = vary(subject.draft, subject.operation, subject.siblings);
        if (draft) return [made(subject, kind, remark, draft, isAnonymous ? [] : subject.credentials)];
      }
      return [];
    });
  });
}

async function requestsOf(subject: Subject): Promise<DiffRequest[]> {
  const { operation, draft, credentials } = subject;
  if (operation.route.method === 'OPTIONS' && operation.integration?.type === 'mock') return preflights(subject);
  const isPreflighted =
    operation.route.method === 'OPTIONS' || (operation.route.method === 'ANY' && !subject.siblings.has('OPTIONS'));
  return [
    made(subject, 'operation', '', draft, credentials),
    ...trailingSlash(subject),
    ...withoutCredentials(subject),
    ...(await otherCredentials(subject)),
    ...otherSignatures(subject),
    ...invalid(subject),
    ...(isPreflighted ? preflights(subject) : []),
  ];
}

function made(
  { operation }: Subject,
  kind: RequestKind,
  remark: string,
  draft: Draft,
  credentials: Credential[],
): DiffRequest {
  const name = `${routeKey(operation.route)}${remark}`;
  return { name, kind, route: operation.route, request: compose(draft, credentials), credentials };
}

/** Without credentials as well: a slash must not lead around an authorizer. */
function trailingSlash(subject: Subject): DiffRequest[] {
  const { draft, credentials } = subject;
  if (draft.path.endsWith('/')) return [];
  const slashed = { ...draft, path: `${draft.path}/` };
  const open = made(subject, 'trailing-slash', ' with a slash after the path', slashed, credentials);
  if (credentials.length === 0) return [open];
  return [open, made(subject, 'trailing-slash', ' with a slash after the path, without credentials', slashed, [])];
}

/** Nothing at all, and where an operation asks for an API key beside something else, just the key missing (GE-SEC-BOTH). */
function withoutCredentials(subject: Subject): DiffRequest[] {
  const { draft, credentials } = subject;
  if (subject.operation.access.requirements.length === 0) return [];
  const nothing = made(subject, 'no-credentials', ' without credentials', draft, []);
  const keyless = credentials.filter(({ kind }) => kind !== 'api-key');
  if (keyless.length === 0 || keyless.length === credentials.length) return [nothing];
  return [nothing, made(subject, 'no-credentials', ' without the API key', draft, keyless)];
}

/** What must not let anybody in, though something is shown, and what an HTTP API looks at in another way. */
const states: readonly { state: CredentialState; kind: RequestKind; remark: string }[] = [
  { state: 'other-token', kind: 'other-token', remark: ' with the other kind of token' },
  { state: 'wrong', kind: 'wrong-credentials', remark: ' with wrong credentials' },
  { state: 'wrong-key', kind: 'wrong-credentials', remark: ' with a wrong API key' },
  { state: 'expired', kind: 'wrong-credentials', remark: ' with an expired token' },
  { state: 'other-scope', kind: 'wrong-credentials', remark: ' with a token that lacks the scopes' },
  { state: 'other-client', kind: 'other-client', remark: ' with a token of another app client' },
];

/** Where a state means nothing to a method, its credentials are those of another request already. */
async function otherCredentials(subject: Subject): Promise<DiffRequest[]> {
  const { operation, api, caller, draft, credentials } = subject;
  const sent = new Set([valuesOf(credentials)]);
  const requests: DiffRequest[] = [];
  for (const { state, kind, remark } of states) {
    const other = await credentialsFor(operation, api, caller, state);
    if (sent.has(valuesOf(other))) continue;
    sent.add(valuesOf(other));
    requests.push(made(subject, kind, remark, draft, other));
  }
  return requests;
}

/** By each of those whom the user names, and with a signature of Version 4A (RT-IAM-SIGV4A, RT-IAM-DENY). */
function otherSignatures(subject: Subject): DiffRequest[] {
  const { draft, credentials, caller } = subject;
  if (!credentials.some(({ kind }) => kind === 'iam')) return [];
  const beside = credentials.filter(({ kind }) => kind !== 'iam');
  const by = (remark: string, signature: Credential[]) =>
    made(subject, 'signed', remark, draft, [...signature, ...beside]);
  return [
    by(' with a signature of Version 4A', signature4aBy(goodKey)),
    ...(caller.signers ?? []).map(({ accessKeyId, arn }) => by(` signed by ${arn}`, signatureBy(accessKeyId))),
  ];
}

function valuesOf(credentials: readonly Credential[]): string {
  return JSON.stringify(credentials.map(({ value }) => value));
}

function invalid(subject: Subject): DiffRequest[] {
  const { operation, draft, credentials } = subject;
  const validator = operation.validator?.validator;
  const missing = validator?.parameters
    ? operation.parameters.find((parameter) => canBeMissing(parameter, draft, credentials))
    : undefined;
  const bodyCounts = validator?.body === true && draft.body !== undefined && operation.bodyModels.length > 0;
  return [
    ...(missing
      ? [made(subject, 'invalid', ` without the parameter ${missing.name}`, without(missing, draft), credentials)]
      : []),
    ...(bodyCounts && draft.body
      ? [
          made(
            subject,
            'invalid',
            ' with a body that does not fit the model',
            { ...draft, body: { ...draft.body, content: '"no such body"' } },
            credentials,
          ),
        ]
      : []),
  ];
}

/** Not the path's, and not what is sent anyway: a usual header, or one that carries a credential. */
function canBeMissing(parameter: RequestParameter, draft: Draft, credentials: Credential[]): boolean {
  const sent = parameter.in === 'query' ? draft.query : draft.headers;
  const secret = credentials.some(({ name }) => name.toLowerCase() === parameter.name.toLowerCase());
  return parameter.required && !secret && sent.some(([name]) => name === parameter.name);
}

function without(parameter: RequestParameter, draft: Draft): Draft {
  const others = <Pair extends Header>(pairs: readonly Pair[]) => pairs.filter(([name]) => name !== parameter.name);
  return parameter.in === 'query'
    ? { ...draft, query: others(draft.query) }
    : { ...draft, headers: others(draft.headers) };
}

/** From an origin that the API allows, and from one that no API names. */
function preflights(subject: Subject): DiffRequest[] {
  const { path } = subject.operation.route;
  const allowed = preflight(subject, originOf(subject.api), `preflight of ${path}`);
  return [allowed, preflight(subject, foreignOrigin, `preflight of ${path} from a foreign origin`)];
}

const foreignOrigin = 'https://stranger.example.net';

/** A browser sends no credentials here, and names the method it wants to call. */
function preflight(subject: Subject, origin: string, name: string): DiffRequest {
  const wanted = [...subject.siblings].find((method) => method !== 'OPTIONS' && method !== 'ANY') ?? 'GET';
  const headers: Header[] = [
    ['Origin', origin],
    ['Access-Control-Request-Method', wanted],
    ['Access-Control-Request-Headers', 'content-type'],
  ];
  const draft: Draft = { method: 'OPTIONS', path: subject.draft.path, query: [], headers };
  return { ...made(subject, 'preflight', '', draft, []), name };
}

/** Where a path has an OPTIONS method, browsers call it from elsewhere and say so. */
function withOrigin(draft: Draft, siblings: ReadonlySet<string>, api: RestApi): Draft {
  return siblings.has('OPTIONS') ? { ...draft, headers: [...draft.headers, ['Origin', originOf(api)]] } : draft;
}

/** @returns an origin that the API allows by name, else one of ours. */
function originOf(api: RestApi): string {
  const allowed = api.operations
    .filter(({ route }) => route.method === 'OPTIONS')
    .flatMap(({ integration }) => integration?.responses.flatMap(({ headers }) => headers) ?? [])
    .filter(({ header }) => header.toLowerCase() === 'access-control-allow-origin')
    .flatMap(({ source }) => (source.kind === 'constant' ? [source.text.replace(/^'|'$/g, '')] : []));
  return allowed.find((origin) => /^https?:\/\/[^*]+$/.test(origin)) ?? 'https://app.example.com';
}

function methodsByPath(api: RestApi): Map<string, Set<string>> {
  const methods = new Map<string, Set<string>>();
  for (const { route } of api.operations) {
    methods.set(route.path, (methods.get(route.path) ?? new Set()).add(route.method));
  }
  return methods;
}
