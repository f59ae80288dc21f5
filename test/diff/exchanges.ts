import type { DiffRequest } from '../../src/diff/diff-request.js';
import type { Sighting } from '../../src/diff/sighting.js';
import type { Exchange, GatewayResponse, Header } from '../../src/gateway/gateway.js';
import type { Json, LedgerEntry, RuleId } from '../../src/model/index.js';

const request = { method: 'GET', rawPath: '/pets', rawQuery: '', headers: [], sourceIp: '192.0.2.1' };

/** An exchange with an open route that answered 200; `parts` say what is special. */
export function exchange(parts: Partial<Exchange> = {}): Exchange {
  return {
    request,
    route: 'GET /pets',
    authorization: { kind: 'open' },
    calls: [],
    response: response(200, [], '{"ok":true}'),
    unsupported: [],
    ...parts,
  };
}

export function response(status: number, headers: Header[] = [], body = ''): GatewayResponse {
  return { status, headers, body: new TextEncoder().encode(body) };
}

/** What an exchange with a Lambda integration has in `calls`. */
export function lambdaCall(event: Json, purpose: 'integration' | 'authorizer' = 'integration') {
  return { kind: 'lambda', purpose, functionName: 'shop', event } as const;
}

export function sent(parts: Partial<DiffRequest> = {}): DiffRequest {
  return {
    name: 'GET /pets',
    kind: 'operation',
    route: { method: 'GET', path: '/pets' },
    request,
    credentials: [],
    ...parts,
  };
}

export function sighting(rest: Exchange, http: Exchange, parts: Partial<DiffRequest> = {}): Sighting {
  return { request: sent(parts), rest, http };
}

/** An entry of the ledger; without a route it concerns the whole API. */
export function entry(rule: RuleId, parts: Partial<LedgerEntry> & { path?: string } = {}): LedgerEntry {
  const { path, ...rest } = parts;
  const route = path === undefined ? {} : { route: { method: 'GET' as const, path } };
  return {
    construct: { kind: 'behaviour', at: '', name: rule, ...route },
    rule,
    outcome: 'behaviour-changes',
    message: '',
    ...rest,
  };
}
