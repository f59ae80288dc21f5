import type { Operation } from '../model/index.js';
import { misbehaveHeader } from './caller.js';
import type { Draft } from './compose.js';
import type { RequestKind } from './diff-request.js';

/** A request made from a good call. */
export interface Variation {
  kind: Extract<RequestKind, 'variation' | 'failure'>;
  /** What is special, to be put behind the route. */
  remark: string;
  /** @returns the varied call, or nothing where the operation has no place for it */
  vary(draft: Draft, operation: Operation): Draft | undefined;
}

const withHeader = (draft: Draft, name: string, value: string): Draft => ({
  ...draft,
  headers: [...draft.headers, [name, value]],
});

/**
 * What shows how the two kinds differ in the same way on every route, and so is tried on one route of each kind of
 * integration: RT-ENC-PATH, RT-QS-DUP, RT-HDR-DUP, RT-EVT-COOKIES, RT-BODY-FORM, RT-ERR-*.
 */
export const variations: readonly Variation[] = [
  {
    kind: 'variation',
    remark: ' with an encoded path',
    vary: (draft, { route }) => {
      const at = route.path.split('/').findIndex((segment) => segment.startsWith('{'));
      if (at < 0) return undefined;
      const segments = draft.path.split('/').map((segment, index) => (index === at ? 'a%20b%2Bc' : segment));
      return { ...draft, path: segments.join('/') };
    },
  },
  {
    kind: 'variation',
    remark: ' with repeated parameters',
    vary: (draft) => {
      const tags = [['tag', 'one'] as const, ['tag', 'two words'] as const];
      return {
        ...draft,
        query: [...draft.query, ...tags],
        headers: [...draft.headers, ['X-Tag', '1'], ['x-tag', '2']],
      };
    },
  },
  {
    kind: 'variation',
    remark: ' with cookies',
    vary: (draft) => withHeader(draft, 'Cookie', 'first=1; second=2'),
  },
  {
    kind: 'variation',
    remark: ' with a form',
    vary: (draft, { bodyModels, validator }) => {
      if (draft.body === undefined || bodyModels.length > 0 || validator?.validator?.body) return undefined;
      return { ...draft, body: { contentType: 'application/x-www-form-urlencoded', text: 'a=1&b=two+words' } };
    },
  },
  {
    kind: 'failure',
    remark: ' while the backend fails',
    vary: (draft) => withHeader(draft, misbehaveHeader, 'fail'),
  },
  {
    kind: 'failure',
    remark: ' while the backend is too slow',
    vary: (draft) => withHeader(draft, misbehaveHeader, 'slow'),
  },
  {
    kind: 'failure',
    remark: ' while the backend takes longer than an HTTP API waits',
    vary: (draft, { integration }) =>
      (integration?.timeoutInMillis ?? 0) > 30_000 ? withHeader(draft, misbehaveHeader, 'longer') : undefined,
  },
  {
    kind: 'variation',
    remark: ' without an origin',
    vary: (draft) => {
      const headers = draft.headers.filter(([name]) => name.toLowerCase() !== 'origin');
      return headers.length < draft.headers.length ? { ...draft, headers } : undefined;
    },
  },
  {
    kind: 'variation',
    remark: ' with X-HTTP-Method-Override',
    vary: (draft) => withHeader(draft, 'X-HTTP-Method-Override', draft.method),
  },
];
