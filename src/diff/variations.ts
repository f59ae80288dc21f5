import type { IntegrationType, Operation } from '../model/index.js';
import type { Misbehaviour } from './backend-answers.js';
import { misbehaveHeader } from './caller.js';
import { type Draft, type DraftBody, freeBodyVerb } from './compose.js';
import type { RequestKind } from './diff-request.js';
import { overrideHeader } from './method-override.js';

/** A request made from a good call. */
export interface Variation {
  kind: Extract<RequestKind, 'variation' | 'failure'>;
  /** What is special, to be put behind the route. */
  remark: string;
  /** Kinds of integration where it means something; absent: all. */
  types?: readonly IntegrationType[];
  /**
   * Another route may take it, to which the credentials of this one say nothing: what functions make of those would be the simulation's
   * own invention.
   */
  isAnonymous?: true;
  /**
   * @param declared methods on the same path
   * @returns the varied call, or nothing where the operation has no place for it
   */
  vary(draft: Draft, operation: Operation, declared: ReadonlySet<string>): Draft | undefined;
}

/** RT-LIM-PAYLOAD */
const largestBody = 10 * 1024 * 1024;

/**
 * What shows how the two kinds differ in the same way on every route, and so is tried on one route of each kind of
 * integration: RT-ENC-PATH, RT-PATH-DOUBLE-*, RT-ROUTE-CASE, RT-QS-DUP, RT-HDR-DUP, RT-EVT-COOKIES, RT-BODY-*, RT-BIN-*, RT-LIM-*, RT-ERR-*.
 */
export const variations: readonly Variation[] = [
  inPath(' with an encoded path', 'a%20b%2Bc'),
  inPath(' with an encoded slash in the path', 'a%2Fb'),
  inPath(' with an encoded question mark in the path', 'a%3Fb'),
  elsewhere(' with two slashes before the path', (draft) => ({ ...draft, path: `/${draft.path}` })),
  elsewhere(' with two slashes in the path', doubled),
  elsewhere(' in the other letter case', inOtherCase),
  variation(' with repeated parameters', (draft) => {
    const tags = [['tag', 'one'] as const, ['tag', 'two%20words'] as const];
    const headers = [...draft.headers, ['X-Tag', '1'] as const, ['x-tag', '2'] as const];
    return { ...draft, query: [...draft.query, ...tags], headers };
  }),
  variation(' with cookies', (draft) => withHeader(draft, 'Cookie', 'first=1; second=2')),
  withBody(' with an empty body', { contentType: 'application/json', content: '' }),
  withBody(' with another content type', { contentType: 'text/plain', content: 'no JSON' }),
  withBody(' with a form', { contentType: 'application/x-www-form-urlencoded', content: 'a=1&b=two+words' }),
  withBody(' with a binary body', {
    contentType: 'application/octet-stream',
    content: new Uint8Array([0xff, 0x00, 0xfe, 0x80]),
  }),
  variation(' that accepts images', (draft) => withHeader(draft, 'Accept', 'image/png')),
  variation(' with a header at the limit of HTTP APIs', (draft) => withHeader(draft, 'X-Long', 'x'.repeat(9_000))),
  variation(' with headers beyond the limit of HTTP APIs', (draft) => withHeader(draft, 'X-Long', 'x'.repeat(11_000))),
  ...[
    told('fail', 'fails'),
    told('slow', 'is too slow'),
    told('malformed', 'answers in a wrong form', ['aws_proxy']),
    told('not-found', 'finds nothing'),
    told('server-error', 'answers with an error'),
    told('redirect', 'redirects'),
    told('set-cookies', 'sets two cookies'),
    told('many-values', 'repeats a header'),
  ],
  {
    ...told('longer', 'takes longer than an HTTP API waits'),
    vary: (draft, { integration }) =>
      (integration?.timeoutInMillis ?? 0) > 30_000 ? withHeader(draft, misbehaveHeader, 'longer') : undefined,
  },
  variation(' without an origin', (draft) => {
    const headers = draft.headers.filter(([name]) => name.toLowerCase() !== 'origin');
    return headers.length < draft.headers.length ? { ...draft, headers } : undefined;
  }),
  variation(` with ${overrideHeader}`, (draft) => withHeader(draft, overrideHeader, draft.method)),
];

/** The same for bodies that are as large as they may be, and larger (RT-LIM-413): megabytes, and so apart. */
export const largeBodies: readonly Variation[] = [
  withBody(' with a body at the limit', () => ({ contentType: 'text/plain', content: letters(largestBody) })),
  withBody(' with a body beyond the limit', () => ({ contentType: 'text/plain', content: letters(largestBody + 1) })),
];

function variation(remark: string, vary: Variation['vary']): Variation {
  return { kind: 'variation', remark, vary };
}

/** The path is no longer that of the route. */
function elsewhere(remark: string, vary: Variation['vary']): Variation {
  return { ...variation(remark, vary), isAnonymous: true };
}

function withHeader(draft: Draft, name: string, value: string): Draft {
  return { ...draft, headers: [...draft.headers, [name, value]] };
}

/** Where a segment of the path is a variable. */
function inPath(remark: string, segment: string): Variation {
  return variation(remark, (draft, { route }) => {
    const at = route.path.split('/').findIndex((part) => part.startsWith('{'));
    if (at < 0) return undefined;
    const segments = draft.path.split('/').map((part, index) => (index === at ? segment : part));
    return { ...draft, path: segments.join('/') };
  });
}

/** Before its last segment, where there are two. */
function doubled(draft: Draft): Draft | undefined {
  const at = draft.path.lastIndexOf('/');
  return at > 0 ? { ...draft, path: `${draft.path.slice(0, at)}/${draft.path.slice(at)}` } : undefined;
}

/** Of the first segment that is no variable. */
function inOtherCase(draft: Draft, { route }: Operation): Draft | undefined {
  const at = route.path.split('/').findIndex((part) => /^[^{]*[a-z]/.test(part));
  if (at < 0) return undefined;
  const segments = draft.path.split('/').map((part, index) => (index === at ? part.toUpperCase() : part));
  return { ...draft, path: segments.join('/') };
}

function letters(count: number): Uint8Array {
  return new Uint8Array(count).fill('x'.charCodeAt(0));
}

/** A body that a validator refuses shows no more than the validator. Of what `ANY` takes, a verb that has a body is sent. */
function withBody(remark: string, body: DraftBody | (() => DraftBody)): Variation {
  return variation(remark, (draft, { bodyModels, validator, route }, declared) => {
    const isChecked = validator !== undefined && validator.validator?.body !== false && bodyModels.length > 0;
    const free = route.method === 'ANY' ? freeBodyVerb(declared) : undefined;
    const method = draft.body === undefined ? free : draft.method;
    if (isChecked || method === undefined) return undefined;
    return { ...draft, method, body: typeof body === 'function' ? body() : body };
  });
}

/** A backend without proxy sees nothing of the header that tells it how to misbehave. */
function told(
  behaviour: Misbehaviour,
  words: string,
  types: readonly IntegrationType[] = ['aws_proxy', 'http_proxy'],
): Variation {
  return {
    kind: 'failure',
    remark: ` while the backend ${words}`,
    types,
    vary: (draft) => withHeader(draft, misbehaveHeader, behaviour),
  };
}
