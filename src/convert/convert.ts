import {
  type Construct,
  type Conversion,
  constructKey,
  type Decisions,
  type HttpApi,
  type HttpRoute,
  type LedgerEntry,
  type RestApi,
} from '../model/index.js';
import { settle } from './acceptance.js';
import { convertAuthorizers } from './authorizers.js';
import { behaviourClaims } from './behaviours.js';
import type { Claim } from './claim.js';
import { ClaimPlaces } from './claim-places.js';
import { constructsOf } from './constructs.js';
import { convertCors, isPreflightMock } from './cors.js';
import { disablesExecuteApiEndpoint } from './endpoint.js';
import { claimGatewayResponses } from './gateway-responses.js';
import { httpStageOf } from './http-stage.js';
import { claimIdentity, identityOf } from './identity.js';
import { claimModels } from './models.js';
import { questionsOf } from './questions.js';
import { quotaClaims } from './quotas.js';
import { ambiguousRoutes, convertOperation } from './routes.js';
import { selectRoutes } from './selection.js';
import { claimSettings } from './settings.js';
import { claimUnrecognised } from './unrecognised.js';
import { claimValidatorDefinitions } from './validation.js';
import { apiVerdict, routeVerdicts } from './verdict.js';
import { withListeners } from './vpc-link-decision.js';

/**
 * Converts a REST API to an HTTP API, and gives account of every construct on the way (design, section 2). Pure.
 *
 * @param made what the user decided; expired acceptances are taken out already
 * @returns the routes that can move with the ledger; what is not accepted and not decided stays out
 */
export function convert(api: RestApi, made: Decisions): Conversion {
  const decisions = withListeners(api, made);
  const cors = convertCors(api, decisions);
  const preflights = cors.value ? api.operations.filter(isPreflightMock) : [];
  const authorizers = convertAuthorizers(api, decisions);
  const ambiguous = ambiguousRoutes(api);
  const candidates = api.operations.map((operation) => ({
    operation,
    ...(isPreflightMock(operation)
      ? { claims: [] }
      : convertOperation(operation, { authorizers, decisions, ambiguous, cors: cors.value })),
  }));
  const claims = [
    claimIdentity(api),
    ...claimSettings(api),
    ...authorizers.claims,
    ...claimValidatorDefinitions(api),
    ...claimModels(api),
    ...claimGatewayResponses(api, cors.value),
    ...cors.claims,
    ...candidates.flatMap((candidate) => candidate.claims),
    ...claimUnrecognised(api),
    ...behaviourClaims(api),
    ...quotaClaims(api, {
      routes: candidates.flatMap((candidate) => ('value' in candidate && candidate.value ? [candidate.value] : [])),
      preflights,
    }),
  ];
  const entries = entriesOf(api, claims, decisions);
  const { routes, ledger } = selectRoutes({
    candidates,
    entries,
    decisions,
    preflights,
  });
  const httpApi = assemble(api, routes, { authorizers: [...authorizers.http.values()], cors: cors.value });
  const verdicts = routeVerdicts(api, ledger);
  const stage = httpStageOf(api, routes);
  return {
    httpApi,
    ...(stage && { stage }),
    ledger,
    questions: questionsOf(api, decisions),
    routes: verdicts,
    verdict: apiVerdict(api, ledger),
  };
}

/** Puts each claim to its construct. A construct that nobody claimed is unknown; a claim without construct is our bug. */
function entriesOf(api: RestApi, claims: Claim[], decisions: Decisions): LedgerEntry[] {
  const places = new ClaimPlaces(claims);
  const entries = constructsOf(api).map((construct): LedgerEntry => {
    const claim = places.take(construct);
    return settle(claim ? { ...claim, construct } : unclaimed(construct), decisions);
  });
  const [left] = places.left();
  if (left !== undefined) throw new Error(`A claim has no construct: ${constructKey(left.construct)}.`);
  return entries;
}

function unclaimed(construct: Construct): LedgerEntry {
  const message = `This version has no rule for ${construct.name}.`;
  return { construct, rule: 'ledger/unclaimed', outcome: 'unknown', message };
}

/** Authorizers that no route uses are left out. */
function assemble(
  api: RestApi,
  routes: HttpRoute[],
  parts: { authorizers: HttpApi['authorizers']; cors: HttpApi['cors'] },
): HttpApi {
  const used = new Set(
    routes.flatMap(({ authorization }) => (authorization.kind === 'authorizer' ? [authorization.name] : [])),
  );
  return {
    ...identityOf(api),
    ...(parts.cors && { cors: parts.cors }),
    ...(disablesExecuteApiEndpoint(api) && { disableExecuteApiEndpoint: true }),
    authorizers: parts.authorizers.filter(({ name }) => used.has(name)),
    routes,
  };
}
