import type { Header, LambdaOutcome, UpstreamOutcome } from '../gateway/gateway.js';

/** What the header `X-Simulated-Backend` can tell the backends behind both gateways to do; `longer` is longer than an HTTP API waits. */
export const misbehaviours = [
  'fail',
  'slow',
  'longer',
  'malformed',
  'not-found',
  'server-error',
  'redirect',
  'set-cookies',
  'many-values',
] as const;
export type Misbehaviour = (typeof misbehaviours)[number];

interface Answer {
  status: number;
  headers: Header[];
  body: string;
}

const json: Header = ['content-type', 'application/json'];
/** What every backend answers, unless it is told otherwise. */
export const answer = '{"ok":true}';
const good: Answer = { status: 200, headers: [json], body: answer };

const answers: Record<Exclude<Misbehaviour, 'fail' | 'slow' | 'longer' | 'malformed'>, Answer> = {
  'not-found': { status: 404, headers: [json], body: '{"error":"no such thing"}' },
  'server-error': { status: 500, headers: [json], body: '{"error":"the backend is out of order"}' },
  redirect: { status: 302, headers: [['location', 'https://shop.example.com/elsewhere']], body: '' },
  'set-cookies': {
    status: 200,
    headers: [json, ['set-cookie', 'first=1; Secure'], ['set-cookie', 'second=2; Secure']],
    body: good.body,
  },
  'many-values': { status: 200, headers: [json, ['x-many', '1'], ['x-many', '2']], body: good.body },
};

/** @returns what a function does: one answer whatever it is asked, unless it is told otherwise */
export function functionOutcome(told: string | undefined): LambdaOutcome {
  switch (told) {
    case 'fail':
      return { kind: 'threw', errorType: 'Error', errorMessage: 'simulated' };
    case 'slow':
      return { kind: 'timed-out' };
    case 'malformed':
      return { kind: 'returned', value: { headers: 'no map', statusCode: 'no status' } };
    default:
      return { kind: 'returned', value: returned(answerFor(told)) };
  }
}

/** A name with several values stands in `multiValueHeaders`, as functions behind REST APIs write it (RT-BRK-COOKIES). */
function returned({ status, headers, body }: Answer) {
  const names = headers.map(([name]) => name);
  const isRepeated = (name: string) => names.indexOf(name) !== names.lastIndexOf(name);
  const single = headers.filter(([name]) => !isRepeated(name));
  const repeated = [...new Set(names.filter(isRepeated))];
  const many = repeated.map((name) => [name, headers.filter(([one]) => one === name).map(([, value]) => value)]);
  return {
    statusCode: status,
    headers: Object.fromEntries(single),
    ...(many.length > 0 && { multiValueHeaders: Object.fromEntries(many) }),
    body,
  };
}

/** @returns what an HTTP backend or a service does; it has no form of its own to miss */
export function upstreamOutcome(told: string | undefined): UpstreamOutcome {
  switch (told) {
    case 'fail':
      return { kind: 'unreachable', reason: 'simulated' };
    case 'slow':
      return { kind: 'timed-out' };
    default: {
      const { body, ...head } = answerFor(told);
      return { kind: 'answered', response: { ...head, body: new TextEncoder().encode(body) } };
    }
  }
}

function answerFor(told: string | undefined): Answer {
  return Object.entries(answers).find(([behaviour]) => behaviour === told)?.[1] ?? good;
}
