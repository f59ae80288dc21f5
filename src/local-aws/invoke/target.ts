import type { Gateway, GatewayResponse } from '../../gateway/gateway.js';
import { refusal } from '../../gateway/refusals.js';
import type { AwsAccount } from '../account.js';
import { at } from '../http/account.js';
import { own } from '../rest/lookup.js';
import type { Callee } from './callee.js';
import { type Mapped, mappedBy } from './mappings.js';

/** The stage that takes a request, or the answer of whoever stands before all stages. */
export type Target = StageTarget | RefusedTarget;

export interface StageTarget {
  kind: Gateway['kind'];
  apiId: string;
  stageName: string;
  /** Without the stage, and without the base path of a mapping. */
  rawPath: string;
  /** Of the API mapping that it came by. */
  basePath?: string;
  /** By the default endpoint, which an API may have disabled. */
  isDefaultEndpoint?: true;
}

export interface RefusedTarget {
  kind: Gateway['kind'];
  refused: GatewayResponse;
}

/** @returns where a request goes in an account */
export function targetOf(callee: Callee, account: AwsAccount): Target {
  switch (callee.kind) {
    case 'stage':
      return { ...callee, kind: kindOf(callee.apiId, account) ?? 'rest' };
    case 'api':
      return ofApi(callee, account);
    case 'domain':
      return ofDomain(callee, account);
  }
}

function kindOf(apiId: string, { rest, http }: AwsAccount): Gateway['kind'] | undefined {
  if (own(rest.apis, apiId)) return 'rest';
  return at(http.apis, apiId) ? 'http' : undefined;
}

/** How AWS answers for an API that is not there is not known (U): its hosts are many names of one, which refuses. */
function ofApi({ apiId, rawPath }: { apiId: string; rawPath: string }, account: AwsAccount): Target {
  const kind = kindOf(apiId, account);
  switch (kind) {
    case undefined:
      return { kind: 'http', refused: forbidden() };
    case 'rest':
      return { kind, apiId, ...firstSegment(rawPath), isDefaultEndpoint: true };
    case 'http':
      return { kind, apiId, ...httpStage(rawPath, apiId, account), isDefaultEndpoint: true };
  }
}

/** Slashes in front of the stage do not count (RT-PATH-DOUBLE-STAGE). */
function firstSegment(rawPath: string): { stageName: string; rawPath: string } {
  const [, stageName = '', rest = ''] = /^\/+([^/]*)(.*)$/s.exec(rawPath) ?? [];
  return { stageName, rawPath: rest === '' ? '/' : rest };
}

/** A first segment that names no stage is part of the path, and the stage is `$default` (FE-ST-NAME, RT-ROUTE-STAGE-UNKNOWN). */
function httpStage(rawPath: string, apiId: string, { http }: AwsAccount): { stageName: string; rawPath: string } {
  const named = firstSegment(rawPath);
  const stages = at(http.apis, apiId)?.stages ?? {};
  return named.stageName !== '$default' && at(stages, named.stageName) ? named : { stageName: '$default', rawPath };
}

function ofDomain({ domainName, rawPath }: { domainName: string; rawPath: string }, account: AwsAccount): Target {
  const domain = at(account.http.domainNames, domainName);
  const mapped = domain && mappedBy(domain, rawPath);
  // AWS does not document what it answers where nothing is mapped (U).
  if (!mapped) return { kind: 'http', refused: forbidden() };
  return ofMapped(mapped, account);
}

function ofMapped({ apiId, stageName, basePath, rawPath }: Mapped, account: AwsAccount): Target {
  const kind = kindOf(apiId, account) ?? 'rest';
  return { kind, apiId, basePath, ...(stageName === undefined ? firstSegment(rawPath) : { stageName, rawPath }) };
}

/** @returns the answer where there is no such stage, or nothing on it: REST 403, whose body is not known (RT-ROUTE-STAGE-UNKNOWN, U); HTTP 404 */
export function noStage(kind: Gateway['kind']): GatewayResponse {
  switch (kind) {
    case 'rest':
      return forbidden();
    case 'http':
      return refusal(404, 'Not Found');
  }
}

function forbidden(): GatewayResponse {
  return refusal(403, 'Forbidden', [['x-amzn-ErrorType', 'ForbiddenException']]);
}
