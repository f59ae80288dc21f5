import type { Header, UpstreamOutcome, UpstreamRequest } from '../gateway.js';
import { withoutHeaders } from '../headers.js';

/** The client sets these itself; undici refuses them. */
const ofConnection = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'expect'];

const tooSlow = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT']);

/**
 * Sends a request to a real HTTP backend. Redirects are not followed, bodies not decoded.
 *
 * @returns the answer, or why there is none: an error code of Node.js, or `not-an-address`
 */
export async function sendUpstream(request: UpstreamRequest, timeoutInMillis: number): Promise<UpstreamOutcome> {
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return { kind: 'unreachable', reason: 'not-an-address' };
  const undici = await import('undici');
  try {
    const answer = await undici.request(url, {
      method: request.method,
      headers: withoutHeaders(request.headers, ofConnection).flat(),
      body: request.body ?? null,
      signal: AbortSignal.timeout(timeoutInMillis),
    });
    const body = new Uint8Array(await answer.body.arrayBuffer());
    return { kind: 'answered', response: { status: answer.statusCode, headers: pairs(answer.headers), body } };
  } catch (error) {
    return failed(error);
  }
}

function pairs(headers: Record<string, string | string[] | undefined>): Header[] {
  return Object.entries(headers).flatMap(([name, values]) =>
    [values ?? []].flat().map((value): Header => [name, value]),
  );
}

/** What the network did is an outcome; anything else is thrown on. */
function failed(error: unknown): UpstreamOutcome {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError') return { kind: 'timed-out' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) throw error;
  return tooSlow.has(code) ? { kind: 'timed-out' } : { kind: 'unreachable', reason: code };
}
