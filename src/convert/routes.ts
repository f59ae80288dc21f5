import {
  type Cors,
  type Decisions,
  type HttpRoute,
  isOpaque,
  type Operation,
  plain,
  type RestApi,
} from '../model/index.js';
import { type Authorizers, convertAccess } from './access.js';
import { type Claim, OperationClaims, type Part, type Verdict } from './claim.js';
import { convertIntegration } from './integrations.js';
import { claimValidation } from './validation.js';

/** What the conversion of one method needs to know of the others. */
export interface ConversionContext {
  authorizers: Authorizers;
  decisions: Decisions;
  /** The CORS configuration that the HTTP API gets, if any. */
  cors: Cors | undefined;
  /** Places of methods that take the same requests as another. */
  ambiguous: ReadonlySet<string>;
}

/**
 * @returns the places of methods whose paths differ in nothing but the names of variables: a REST API has one resource
 *   for them (RT-ROUTE-PARAM-NAMES), and which of the two methods counts, the file does not tell
 */
export function ambiguousRoutes(api: RestApi): Set<string> {
  const byShape = new Map<string, string[]>();
  for (const { at, route } of api.operations) {
    const shape = `${route.method} ${route.path.replaceAll(/\{[^}]*\+\}/g, '{+}').replaceAll(/\{[^}+]*\}/g, '{}')}`;
    byShape.set(shape, [...(byShape.get(shape) ?? []), at]);
  }
  return new Set([...byShape.values()].filter((places) => places.length > 1).flat());
}

/**
 * Converts one method to the route it would be if everything it loses were accepted, and claims all that belongs to
 * it. Whether the route moves is decided later, over all entries (`selection.ts`).
 */
export function convertOperation(
  operation: Operation,
  { authorizers, decisions, ambiguous, cors }: ConversionContext,
): Part<HttpRoute> {
  const integration = convertIntegration(operation, { decisions, cors });
  const access = convertAccess(operation, authorizers);
  const part = new OperationClaims(operation);
  const path = ambiguous.has(operation.at) ? undefined : routePath(operation);
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

/**
 * A route key has no slash at its end (RT-PATH-TRAIL-EXACT), a variable fills a whole segment, and a greedy one is the
 * last (NM-PATH). What an import of a REST API makes of other paths, the file does not tell.
 */
function routePath({ route }: Operation): string | undefined {
  const segments = route.path.split('/').slice(1);
  const isWellFormed = segments.every((segment, index) => {
    if (segment === '') return route.path === '/';
    if (!/[{}]/.test(segment)) return true;
    return /^\{[^{}+]+\+?\}$/.test(segment) && (!segment.endsWith('+}') || index === segments.length - 1);
  });
  return isWellFormed ? route.path : undefined;
}

function operationVerdict(operation: Operation, path: string | undefined): Verdict {
  if (operation.route.method === 'TRACE') {
    return { rule: 'routes/method-unsupported', outcome: 'blocked', message: 'API Gateway has no TRACE methods.' };
  }
  if (path === undefined) {
    return {
      rule: 'routes/method-unsupported',
      outcome: 'unknown',
      message: isOpaque(plain(operation.route.path))
        ? 'A placeholder hides a part of the path, so the file does not tell which requests the method takes.'
        : 'API Gateway has no such path (an empty segment, a variable in a part of one, a greedy one that is not the last), or has it twice.',
    };
  }
  if (operation.hiddenBy !== undefined) {
    const message = `What the method is connected to the file does not tell: ${operation.hiddenBy} stands in its place.`;
    return { rule: 'routes/no-integration', outcome: 'unknown', message };
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
