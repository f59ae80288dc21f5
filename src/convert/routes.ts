import type { Decisions, HttpRoute, Operation } from '../model/index.js';
import { type Authorizers, convertAccess } from './access.js';
import { type Claim, OperationClaims, type Part, type Verdict } from './claim.js';
import { convertIntegration } from './integrations.js';
import { claimValidation } from './validation.js';

/**
 * Converts one method to the route it would be if everything it loses were accepted, and claims all that belongs to
 * it. Whether the route moves is decided later, over all entries (`selection.ts`).
 */
export function convertOperation(
  operation: Operation,
  authorizers: Authorizers,
  decisions: Decisions,
): Part<HttpRoute> {
  const integration = convertIntegration(operation, decisions);
  const access = convertAccess(operation, authorizers);
  const part = new OperationClaims(operation);
  const path = routePath(operation);
  part.claim('operation', operation.at, operationVerdict(operation, path));
  const claims: Claim[] = [...part.claims, ...integration.claims, ...access.claims, ...claimValidation(operation)];
  if (integration.value === undefined || access.value === undefined || path === undefined) return { claims };
  const { route, operationId, summary, description } = operation;
  const value: HttpRoute = {
    key: { method: route.method, path },
    at: operation.at,
    ...(operationId !== undefined && { operationName: operationId.slice(0, 64) }),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    authorization: access.value,
    integration: integration.value,
  };
  return { value, claims };
}

/** A route key has no slash at its end (RT-PATH-TRAIL-EXACT), and a variable fills a whole segment (NM-PATH). */
function routePath({ route }: Operation): string | undefined {
  const path = route.path.length > 1 ? route.path.replace(/\/$/, '') : route.path;
  const isWellFormed = path
    .split('/')
    .slice(1)
    .every((segment) => !/[{}]/.test(segment) || /^\{[^{}]+\}$/.test(segment));
  return isWellFormed && !path.slice(0, -1).includes('+}/') ? path : undefined;
}

function operationVerdict(operation: Operation, path: string | undefined): Verdict {
  if (operation.route.method === 'TRACE') {
    return { rule: 'routes/method-unsupported', outcome: 'blocked', message: 'API Gateway has no TRACE methods.' };
  }
  if (path === undefined) {
    return {
      rule: 'routes/method-unsupported',
      outcome: 'blocked',
      message: `API Gateway has no such path: a variable fills a whole segment, and a greedy one is the last.`,
    };
  }
  if (operation.integration === undefined) {
    return {
      rule: 'routes/no-integration',
      outcome: 'blocked',
      message: 'The method has no integration; API Gateway does not deploy it.',
    };
  }
  const isCut = (operation.operationId?.length ?? 0) > 64;
  const key = `The route key is ${operation.route.method} ${path}.`;
  if (!isCut) return { rule: 'routes/carried', outcome: 'carried', message: key };
  // FE-API-OPID
  return {
    rule: 'routes/carried',
    outcome: 'rewritten',
    message: `${key} The operation name is cut to 64 characters.`,
  };
}
