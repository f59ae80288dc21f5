import type { Header } from '../../gateway/gateway.js';
import { routeKey } from '../../model/index.js';
import type { Asked } from '../asked.js';
import { misbehaveHeader } from '../caller.js';
import type { Credential, DiffRequest } from '../diff-request.js';
import type { NotCompared } from '../differences.js';
import { writingVerb } from '../method-override.js';

/** What may be sent to live APIs. */
export interface Sending {
  /** Whether more is sent than what changes nothing: GET, HEAD, OPTIONS. */
  allowWrites: boolean;
  /** Headers with credentials, in place of those that only simulators take. */
  headers: readonly Header[];
}

/** Requests that are sent, and those that are not, with the reason. */
export interface Sendable {
  requests: DiffRequest[];
  notSent: NotCompared[];
}

/**
 * Takes from generated requests those that a live API can answer: without writes unless they are allowed, with credentials of the
 * user in place of made-up ones, and without what only a simulated backend understands.
 */
export function sendable(requests: readonly DiffRequest[], asked: Asked, sending: Sending): Sendable {
  const notSent = new Map<string, NotCompared>();
  const kept = requests.flatMap((request) => {
    const reason = obstacle(request, sending);
    if (reason === undefined) return [equipped(request, asked, sending.headers)];
    const known = notSent.get(reason);
    if (known) known.count += 1;
    else notSent.set(reason, { gateway: 'rest', feature: reason, example: request.name, count: 1 });
    return [];
  });
  return { requests: kept, notSent: [...notSent.values()] };
}

function obstacle({ kind, request, credentials }: DiffRequest, { allowWrites, headers }: Sending): string | undefined {
  if (kind === 'failure') return 'how failures of a backend are told: a live backend does not fail when asked to';
  const verb = writingVerb(request);
  if (!allowWrites && verb !== undefined) return `${verb}: not sent without --allow-writes`;
  if (kind === 'other-token') return 'tokens of the other kind: they would have to be those of a real user';
  if (kind === 'other-client') return 'tokens of another app client: they would have to be those of a real user';
  const missing = credentials.filter((one) => !one.isWrong && !isGiven(one, headers));
  if (missing.some((one) => one.kind === 'iam'))
    return 'methods that ask for a signature (IAM): requests are not signed';
  const names = [...new Set(missing.map(({ name, place }) => (place === 'header' ? name : `?${name}`)))];
  return names.length === 0 ? undefined : `methods that ask for ${names.join(', ')}: give it by --header-from-env`;
}

function isGiven({ place, name }: Credential, headers: readonly Header[]): boolean {
  return place === 'header' && headers.some(([given]) => given.toLowerCase() === name.toLowerCase());
}

/** Requests that are made to be refused keep what is wrong with them; all others get all headers of the user. */
function equipped(request: DiffRequest, asked: Asked, headers: readonly Header[]): DiffRequest {
  const isOpen = request.route !== undefined && (asked.get(routeKey(request.route)) ?? []).length === 0;
  const wrong = request.credentials.filter(({ isWrong }) => isWrong);
  const isWithout = request.kind === 'preflight' || (request.credentials.length === 0 && !isOpen);
  const isKept = ([name]: Header) => !wrong.some((one) => one.name.toLowerCase() === name.toLowerCase());
  const given = isWithout ? [] : headers.filter(isKept);
  const names = new Set([misbehaveHeader, ...given.map(([name]) => name)].map((name) => name.toLowerCase()));
  const others = request.request.headers.filter(([name]) => !names.has(name.toLowerCase()));
  const credentials = given.map(([name, value]): Credential => {
    const known = request.credentials.find((one) => one.name.toLowerCase() === name.toLowerCase());
    return { kind: known?.kind ?? 'authorizer', place: 'header', name, value };
  });
  return {
    ...request,
    request: { ...request.request, headers: [...others, ...given] },
    credentials: [...wrong, ...credentials],
  };
}
